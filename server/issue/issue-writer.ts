import type { ActRequest } from '#domain/issue/act-request.ts'
import { completeAct } from '#domain/issue/complete-act.ts'
import type { Actor } from '#domain/issue/guards.ts'
import type { IssueAct } from '#domain/issue/issue-entry.ts'
import type { IssueProjection } from '#domain/issue/project-issue.ts'
import type { Db, Queryable } from '#server/db.types.ts'
import { keepFollowers, keepKeys, takePhotos, usedKeys } from './act-keys.query.ts'
import { clocksOf } from './clocks-of.ts'
import { tellFeed, type WrittenIssue } from './write.query.ts'
import { judge, type KnownIssue, putDown, putDownNew, type Refusal, readKnown, type ToFile } from './write-issues.ts'

/** Who asks, and whether a second sending of the same is known by its key. */
interface Asking {
  key?: string | undefined
  /** Id of the person; null for residents and the clock. */
  person: string | null
}

/** A new issue, with the link by which its reporter follows it. */
export interface FileJob extends Asking {
  filed: ToFile
  follow?: { tokenHash: string; phone: string } | undefined
}

/** What somebody asks to be done with an issue; `version` null: whatever it has become. */
export interface ActJob extends Asking {
  number: string
  version: number | null
  act: ActRequest | { kind: 'given'; act: IssueAct }
  at: number
  actor: Actor & { name: string }
  reopenDays: number
  photos?: readonly string[]
  /** The role that the history shows, where it is not the actor's. */
  trusted?: boolean
}

export type Done =
  | { ok: true; number: string; sequence: number; repeated: boolean }
  | { ok: false; number: string; reason: Refusal | 'unknown-target' | 'merged-with-itself' }

/** Writes the issues of all counties of one database. */
export interface IssueWriter {
  file(county: string, job: FileJob): Promise<Done>
  act(county: string, job: ActJob): Promise<Done>
}

const MOST_AT_ONCE = 128

type Waiting = { job: FileJob | ActJob; resolve(done: Done): void; reject(error: unknown): void }

/**
 * Gathers what is asked while the transaction before is under way, and writes it in one: fifty people who press at the
 * same time wait for one commit instead of fifty. Each job is done or refused by itself; of two that touch the same
 * issue, the second waits for the next transaction and sees what the first made of it.
 */
export function createIssueWriter(db: Db): IssueWriter {
  const counties = new Map<string, { waiting: Waiting[]; writing: boolean }>()

  function ask(county: string, job: FileJob | ActJob): Promise<Done> {
    const queue = counties.get(county) ?? { waiting: [], writing: false }
    counties.set(county, queue)
    return new Promise((resolve, reject) => {
      queue.waiting.push({ job, resolve, reject })
      if (!queue.writing) void write(county, queue)
    })
  }

  async function write(county: string, queue: { waiting: Waiting[]; writing: boolean }): Promise<void> {
    queue.writing = true
    while (queue.waiting.length > 0) {
      const batch = takeDistinct(queue.waiting)
      await settle(county, batch)
    }
    queue.writing = false
  }

  async function settle(county: string, batch: Waiting[]): Promise<void> {
    try {
      const jobs = batch.map((one) => one.job)
      const done = await db.transaction((transaction) => writeJobs(db, transaction, county, jobs))
      for (const [index, one] of batch.entries()) one.resolve(done[index]!)
    } catch (error) {
      const [only] = batch
      if (batch.length === 1) only?.reject(error)
      // one bad job must not take the others with it
      else for (const one of batch) await settle(county, [one])
    }
  }

  return { file: ask, act: ask }
}

/** Takes jobs from the front of the queue of which no two touch the same issue or bear the same key. */
function takeDistinct(waiting: Waiting[]): Waiting[] {
  const taken: Waiting[] = []
  const left: Waiting[] = []
  const names = new Set<string>()
  for (const one of waiting) {
    const own = namesOf(one.job)
    if (taken.length < MOST_AT_ONCE && own.every((name) => !names.has(name))) taken.push(one)
    else left.push(one)
    for (const name of own) names.add(name)
  }
  waiting.splice(0, waiting.length, ...left)
  return taken
}

function namesOf(job: FileJob | ActJob): string[] {
  const key = job.key === undefined ? [] : [`key ${job.key}`]
  if ('filed' in job) return key
  return [...key, ...numbersOf(job)]
}

function numbersOf(job: ActJob): string[] {
  return job.act.kind === 'merge' ? [job.number, job.act.into] : [job.number]
}

/** Writes jobs in one transaction; the feed is told last. Answers in the order of the jobs. */
async function writeJobs(
  db: Db,
  transaction: Queryable,
  county: string,
  jobs: readonly (FileJob | ActJob)[],
): Promise<Done[]> {
  const keys = jobs.flatMap((job) => job.key ?? [])
  const used = new Map((await usedKeys(transaction, county, keys)).map((row) => [row.key, row]))
  const fresh = jobs.filter((job) => job.key === undefined || !used.has(job.key))
  const acts = fresh.filter((job): job is ActJob => !('filed' in job))
  const files = fresh.filter((job): job is FileJob => 'filed' in job)
  const numbers = acts.flatMap(numbersOf)
  const known = numbers.length === 0 ? new Map<string, KnownIssue>() : await readKnown(transaction, county, numbers)

  const answers = new Map<FileJob | ActJob, Done>()
  const written: WrittenIssue[] = []
  for (const job of acts) {
    const judged = await judgeJob(db, transaction, county, job, known)
    if (Array.isArray(judged)) written.push(...judged)
    answers.set(
      job,
      Array.isArray(judged)
        ? { ok: true, number: job.number, sequence: judged[0]!.issue.version, repeated: false }
        : judged,
    )
  }
  const filed = await putDownNew(
    transaction,
    county,
    files.map((job) => job.filed),
  )
  for (const [index, job] of files.entries()) {
    const issue = filed[index]!
    answers.set(job, { ok: true, number: issue.number, sequence: issue.issue.version, repeated: false })
  }
  await putDown(transaction, county, written)
  await keepFollowers(
    transaction,
    county,
    files.flatMap((job, index) => {
      const { id, number } = filed[index]!
      return job.follow === undefined ? [] : [{ ...job.follow, issue: id, number }]
    }),
  )
  await attachPhotos(transaction, county, [...written, ...filed])
  await keepKeys(
    transaction,
    county,
    fresh.flatMap((job) => {
      const answer = answers.get(job)
      if (job.key === undefined || answer?.ok !== true) return []
      return [{ key: job.key, number: answer.number, sequence: answer.sequence, person: job.person }]
    }),
  )
  if (written.length + filed.length > 0) await tellFeed(transaction, county, [...written, ...filed])
  return jobs.map((job) => {
    const before = job.key === undefined ? undefined : used.get(job.key)
    if (before !== undefined) return { ok: true, number: before.number, sequence: before.sequence, repeated: true }
    return answers.get(job)!
  })
}

/** What one job makes of the issues it touches, or why it is refused. */
async function judgeJob(
  db: Db,
  transaction: Queryable,
  county: string,
  job: ActJob,
  known: ReadonlyMap<string, KnownIssue>,
): Promise<WrittenIssue[] | Extract<Done, { ok: false }>> {
  const { number, version, at, actor, act, photos } = job
  const stands = known.get(number)
  if (stands === undefined) return { ok: false, number, reason: 'unknown-issue' }
  const whole = act.kind === 'given' ? act.act : await completed(db, transaction, county, job, act, stands.issue)
  const acted = {
    act: whole,
    at,
    actor: actor.name,
    role: actor.role,
    byUnit: actor.unit,
    ...(photos ? { photos } : {}),
  }
  const by = { actor, ground: { reopenDays: job.reopenDays } }
  const todo = { number, version, acts: [acted] }
  const outcome = judge(county, job.trusted ? todo : { ...todo, by }, stands)
  if (!outcome.ok) return outcome
  if (whole.kind !== 'merge') return [outcome.written]
  if (whole.into === number) return { ok: false, number, reason: 'merged-with-itself' }
  const target = known.get(whole.into)
  if (target === undefined || target.issue.state === 'closed') return { ok: false, number, reason: 'unknown-target' }
  const join: IssueAct = { kind: 'join', callers: stands.issue.callers, from: number }
  const joined = judge(county, { number: whole.into, version: null, acts: [{ ...acted, act: join }] }, target)
  return joined.ok ? [outcome.written, joined.written] : { ok: false, number, reason: 'unknown-target' }
}

async function completed(
  db: Db,
  transaction: Queryable,
  county: string,
  job: ActJob,
  request: ActRequest,
  issue: IssueProjection,
): Promise<IssueAct> {
  const changed =
    request.kind === 'file'
      ? { ...issue, category: request.category ?? issue.category, condition: request.condition ?? issue.condition }
      : issue
  const clocks = await clocksOf(db, transaction, county, changed)
  return completeAct(request, issue, clocks, job.at, job.actor.unit)
}

async function attachPhotos(transaction: Queryable, county: string, written: readonly WrittenIssue[]): Promise<void> {
  for (const { id, entries } of written)
    for (const { sequence, photos } of entries)
      if (photos !== undefined && photos.length > 0) await takePhotos(transaction, county, id, sequence, photos)
}
