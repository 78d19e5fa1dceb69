import { deadline, type Limit } from '#domain/calendar/deadline.ts'
import type { WorkingCalendar } from '#domain/calendar/working-calendar.ts'
import type { ActRequest } from '#domain/issue/act-request.ts'
import { completeAct } from '#domain/issue/complete-act.ts'
import type { Actor } from '#domain/issue/guards.ts'
import type { IssueAct, IssueFiling } from '#domain/issue/issue-entry.ts'
import type { IssueProjection } from '#domain/issue/project-issue.ts'
import {
  forgetCalendar,
  heldVersion,
  type KnownCalendar,
  knownCalendar,
  readCalendar,
} from '#server/calendar/calendar-of.ts'
import { DatabaseUnavailable, type Db, type Queryable } from '#server/db.types.ts'
import { keepFollowers, keepKeys, takePhotos, usedKeys } from './act-keys.query.ts'
import { clocksOf } from './clocks-of.ts'
import { tellFeed, type WrittenIssue } from './write.query.ts'
import { judge, type KnownIssue, nameNew, putDownAll, type Refusal, readKnown, type ToFile } from './write-issues.ts'
import { rowOf, type WrittenRow } from './written-row.ts'

/** Who asks, and whether a second sending of the same is known by its key. */
interface Asking {
  key?: string | undefined
  /** Id of the person; null for residents and the clock. */
  person: string | null
}

/** A new issue whose deadlines are reckoned as it is written, by the calendar that holds then. */
interface Unclocked extends Omit<ToFile, 'filing'> {
  filing: Omit<IssueFiling, 'answerBy' | 'finishBy'>
  limits: { answer: Limit; finish: Limit }
}

/** A new issue, with the link by which its reporter follows it. */
export interface FileJob extends Asking {
  filed: ToFile | Unclocked
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
  | {
      ok: true
      number: string
      sequence: number
      repeated: boolean
      /** What the issue is now; null where it was done before, and others may have gone on since. */
      row: WrittenRow | null
    }
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
 * issue, the second sees what the first made of it.
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
      const batch = takeSome(queue.waiting)
      await settle(county, batch)
    }
    queue.writing = false
  }

  async function settle(county: string, batch: Waiting[]): Promise<void> {
    try {
      const jobs = batch.map((one) => one.job)
      // read before: on the embedded engine nothing else can be asked while a transaction is open
      const known = await knownCalendar(db, county)
      const done = await db.transaction((transaction) => writeJobs(db, transaction, known, county, jobs))
      for (const [index, one] of batch.entries()) one.resolve(done[index]!)
    } catch (error) {
      // a database that went away may have committed or not: whoever asks again with the same key finds out
      if (batch.length === 1 || error instanceof DatabaseUnavailable) for (const one of batch) one.reject(error)
      // one bad job must not take the others with it
      else for (const one of batch) await settle(county, [one])
    }
  }

  return { file: ask, act: ask }
}

/** The calendar that holds until the transaction ends: the known one, or a newer one that another server has made. */
async function calendarHeld(
  db: Db,
  transaction: Queryable,
  county: string,
  known: KnownCalendar,
): Promise<WorkingCalendar> {
  if ((await heldVersion(transaction, county)) === known.version) return known.calendar
  forgetCalendar(db, county)
  return (await readCalendar(transaction, county)).calendar
}

function clocked(filed: ToFile | Unclocked, calendar: WorkingCalendar): ToFile {
  if (!('limits' in filed)) return filed
  const { filing, limits, ...rest } = filed
  const due = ({ clock, minutes }: Limit) => deadline(calendar, clock, filed.at, minutes)
  return { ...rest, filing: { ...filing, answerBy: due(limits.answer), finishBy: due(limits.finish) } }
}

/** Takes jobs from the front of the queue, up to one that bears the key of another: it must find what became of that one. */
function takeSome(waiting: Waiting[]): Waiting[] {
  const keys = new Set<string>()
  let count = 0
  for (const { job } of waiting) {
    if (count === MOST_AT_ONCE || (job.key !== undefined && keys.has(job.key))) break
    if (job.key !== undefined) keys.add(job.key)
    count += 1
  }
  return waiting.splice(0, count)
}

function isAct(job: FileJob | ActJob): job is ActJob {
  return !('filed' in job)
}

function numbersOf(job: ActJob): string[] {
  return job.act.kind === 'merge' ? [job.number, job.act.into] : [job.number]
}

/** What jobs are written with. */
interface Desk {
  db: Db
  transaction: Queryable
  calendar: WorkingCalendar
}

/**
 * Writes jobs in one transaction; the feed is told last. What needs no answer of another question is asked together: the
 * jobs wait for as few trips to the database as they can. Answers in the order of the jobs.
 */
async function writeJobs(
  db: Db,
  transaction: Queryable,
  knownDays: KnownCalendar,
  county: string,
  jobs: readonly (FileJob | ActJob)[],
): Promise<Done[]> {
  const keys = jobs.flatMap((job) => job.key ?? [])
  const numbers = jobs.filter(isAct).flatMap(numbersOf)
  const [calendar, usedRows, known] = await Promise.all([
    calendarHeld(db, transaction, county, knownDays),
    usedKeys(transaction, county, keys),
    numbers.length === 0 ? new Map<string, KnownIssue>() : readKnown(transaction, county, numbers, db.engine),
  ])
  const desk: Desk = { db, transaction, calendar }
  const used = new Map(usedRows.map((row) => [row.key, row]))
  const fresh = jobs.filter((job) => job.key === undefined || !used.has(job.key))
  const acts = fresh.filter(isAct)
  const files = fresh.filter((job): job is FileJob => !isAct(job))

  const answers = new Map<FileJob | ActJob, Done>()
  const changed = new Map<number, WrittenIssue>()
  for (const job of acts) {
    const judged = await judgeJob(desk, county, job, known)
    if (Array.isArray(judged)) for (const one of judged) goOn(one, known, changed)
    answers.set(job, Array.isArray(judged) ? done(judged[0]!) : judged)
  }
  const written = [...changed.values()]
  const filed = await nameNew(
    transaction,
    county,
    files.map((job) => clocked(job.filed, calendar)),
  )
  const keptKeys = [
    ...acts.flatMap((job) => keyRows(job, answers.get(job)!)),
    ...files.flatMap((job, index) => keyRows(job, done(filed[index]!))),
  ]
  const followers = files.flatMap((job, index) => {
    const { id, number } = filed[index]!
    return job.follow === undefined ? [] : [{ ...job.follow, issue: id, number }]
  })
  await Promise.all([
    putDownAll(transaction, county, filed, written),
    keepFollowers(transaction, county, followers),
    attachPhotos(transaction, county, [...written, ...filed]),
    keepKeys(transaction, county, keptKeys),
    // last: its lock is held until the end
    written.length + filed.length > 0 && tellFeed(transaction, county, [...written, ...filed]),
  ])
  // where they lie is known now
  for (const [index, job] of files.entries()) answers.set(job, done(filed[index]!))
  return jobs.map((job) => {
    const before = job.key === undefined ? undefined : used.get(job.key)
    if (before !== undefined)
      return { ok: true, number: before.number, sequence: before.sequence, repeated: true, row: null }
    return answers.get(job)!
  })
}

/** What is kept of a job by its key: nothing of one without, or that was refused. */
function keyRows({ key, person }: Asking, answer: Done) {
  if (key === undefined || !answer.ok) return []
  return [{ key, number: answer.number, sequence: answer.sequence, person }]
}

function done(written: WrittenIssue): Done {
  return { ok: true, number: written.number, sequence: written.issue.version, repeated: false, row: rowOf(written) }
}

/** The next job finds the issue as this one leaves it; both are put down as one change. */
function goOn(one: WrittenIssue, known: Map<string, KnownIssue>, changed: Map<number, WrittenIssue>): void {
  const { row } = known.get(one.number)!
  known.set(one.number, { row: { ...row, version: one.issue.version, state: one.issue.state }, issue: one.issue })
  const before = changed.get(one.id)
  changed.set(
    one.id,
    before === undefined ? one : { ...before, issue: one.issue, entries: [...before.entries, ...one.entries] },
  )
}

/** What one job makes of the issues it touches, or why it is refused. */
async function judgeJob(
  desk: Desk,
  county: string,
  job: ActJob,
  known: ReadonlyMap<string, KnownIssue>,
): Promise<WrittenIssue[] | Extract<Done, { ok: false }>> {
  const { number, version, at, actor, act, photos } = job
  const stands = known.get(number)
  if (stands === undefined) return { ok: false, number, reason: 'unknown-issue' }
  const whole = act.kind === 'given' ? act.act : await completed(desk, county, job, act, stands.issue)
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
  { db, transaction, calendar }: Desk,
  county: string,
  job: ActJob,
  request: ActRequest,
  issue: IssueProjection,
): Promise<IssueAct> {
  const changed =
    request.kind === 'file'
      ? { ...issue, category: request.category ?? issue.category, condition: request.condition ?? issue.condition }
      : issue
  const clocks = await clocksOf(db, transaction, calendar, county, changed)
  return completeAct(request, issue, clocks, job.at, job.actor.unit)
}

async function attachPhotos(transaction: Queryable, county: string, written: readonly WrittenIssue[]): Promise<void> {
  const taken = written.flatMap(({ id, entries }) =>
    entries.flatMap(({ sequence, photos = [] }) => (photos.length === 0 ? [] : [{ id, sequence, photos }])),
  )
  await Promise.all(taken.map(({ id, sequence, photos }) => takePhotos(transaction, county, id, sequence, photos)))
}
