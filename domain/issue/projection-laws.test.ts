import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chineseCalendar } from '#domain/calendar/chinese-calendar.ts'
import { clocks as allClocks, type Clock, type Limit } from '#domain/calendar/deadline.ts'
import { seededRandom } from '#scripts/bench/random.ts'
import type { ActRequest } from './act-request.ts'
import { type Clocks, completeAct } from './complete-act.ts'
import type { IssueAct, IssueEntry } from './issue-entry.ts'
import { type IssueProjection, projectEntry, projectIssue, rankOf } from './project-issue.ts'
import { LIFE_BEGINS, lifeUnits, randomFiling, randomLife } from './random-life.fixture.ts'
import { refuseAct } from './refuse-act.ts'

const LIVES = 1_000
const HOUR = 3_600_000
const seeded = { seed: 20_261_122, numRuns: LIVES }
const seed = fc.integer({ min: 0, max: 2 ** 31 })

/** An issue after each of its entries, with the entry that made it so. */
function walk(
  entries: readonly IssueEntry[],
): { entry: IssueEntry; before: IssueProjection | null; after: IssueProjection }[] {
  let issue: IssueProjection | null = null
  return entries.flatMap((entry) => {
    const before = issue
    issue = projectEntry(before, Object.freeze(entry))
    if (issue === null) return []
    return [{ entry, before: before && Object.freeze(before), after: issue }]
  })
}

describe('what entries add up to', () => {
  const lives = (law: (entries: IssueEntry[]) => void) =>
    fc.assert(
      fc.property(
        seed,
        fc.integer({ min: 0, max: 40 }),
        (from, steps) => void law(randomLife(seededRandom(from), steps)),
      ),
      seeded,
    )
  /** Each step of each life must keep what is asked; the first that does not is told whole. */
  const steps = (keeps: (before: IssueProjection | null, after: IssueProjection, entry: IssueEntry) => boolean) =>
    lives((entries) => {
      for (const { before, after, entry } of walk(entries))
        if (!keeps(before, after, entry)) expect({ before, entry, after }).toBe('lawful')
    })

  it('is the same at once, entry by entry, or with frozen input', () => {
    lives((entries) => expect(projectIssue(entries)).toEqual(walk(entries).at(-1)?.after ?? null))
  })

  it('is closed exactly while it has an outcome and a moment of closing, and stands still exactly while suspended', () => {
    steps((_before, after) => {
      const closed = after.state === 'closed'
      const still = after.state === 'suspended'
      return (
        (after.outcome !== '') === closed &&
        (after.closedAt !== null) === closed &&
        (after.suspendedAt !== null) === still &&
        (after.suspendedFrom !== null) === still &&
        (after.unit !== '' || !['assigned', 'handling', 'checking'].includes(after.state)) &&
        (closed || (after.acceptedAt === null) === (after.state === 'reported'))
      )
    })
  })

  it('counts what happened, never backwards', () => {
    const counted = [
      'callers',
      'extensions',
      'returns',
      'rework',
      'reopens',
      'supervisions',
      'version',
      'lastAt',
    ] as const
    steps(
      (before, after, entry) =>
        after.version === entry.sequence &&
        after.lastAt === entry.at &&
        (before === null || counted.every((name) => after[name] >= before[name])) &&
        (before === null || entry.kind === 'file' || rankOf(after.level) >= rankOf(before.level)),
    )
    lives((entries) => {
      const last = projectIssue(entries)!
      const of = (kind: IssueEntry['kind']) => entries.filter((entry) => entry.kind === kind).length
      expect([last.supervisions, last.reopens, last.returns + last.rework]).toEqual(
        (['supervise', 'reopen', 'return'] as const).map(of),
      )
    })
  })

  it('never brings the end nearer, save by reopening, a changed calendar, or filing anew', () => {
    const free: IssueEntry['kind'][] = ['reopen', 'reclock', 'file']
    steps((before, after, { kind }) => before === null || free.includes(kind) || after.finishBy >= before.finishBy)
  })
})

describe('requests completed by the clocks of a category', () => {
  it('never bring an answer or an end nearer, save by reopening; a pause leaves what remained', () => {
    const minutes = fc.integer({ min: 5, max: 12_000 })
    const limit = fc.record({ clock: fc.constantFrom<Clock[]>(...allClocks), minutes })
    fc.assert(
      fc.property(seed, limit, limit, (from, answer, finish) => {
        for (const { entry, before, after } of walk(completedLife(seededRandom(from), answer, finish))) {
          if (before === null || ['reopen', 'file'].includes(entry.kind)) continue
          const late = before.answeredAt === null && entry.at > before.answerBy
          // whoever gets a late one has no new time: that it is late stays seen
          const given = !late || !['assign', 'hand_up'].includes(entry.kind) || after.answerBy === before.answerBy
          const wasInTime = before.suspendedAt !== null && before.suspendedAt < before.finishBy
          const time = entry.kind !== 'resume' || !wasInTime || after.finishBy > entry.at
          const lawful = after.finishBy >= before.finishBy && after.answerBy >= before.answerBy && given && time
          if (!lawful) expect({ before, entry, after }).toBe('lawful')
        }
      }),
      seeded,
    )
  })
})

/** A life of requests as posts send them. */
function completedLife(random: () => number, answer: Limit, finish: Limit): IssueEntry[] {
  const clocks: Clocks = { calendar: chineseCalendar, answer, finish, emergency: false }
  let at = LIFE_BEGINS + Math.floor(random() * 30 * 24) * HOUR
  const first: IssueProjection = projectIssue([
    { kind: 'report', filed: randomFiling(random, at), sequence: 1, at, actor: '' },
  ])!
  const entries: IssueEntry[] = []
  let issue = first
  const put = (act: IssueAct) => {
    const entry: IssueEntry = { ...act, sequence: entries.length + 1, at, actor: '' }
    entries.push(entry)
    issue = entries.length === 1 ? projectEntry(null, entry)! : projectEntry(issue, entry)!
  }
  put(completeAct({ kind: 'file' }, first, clocks, at, ''))
  for (let step = 0; step < 25; step++) {
    at += Math.floor(random() * random() * 30 * HOUR)
    const possible = requests(random, at, issue).filter(
      (request) => refuseAct(issue, completeAct(request, issue, clocks, at, 'D01'), at) === null,
    )
    const request = possible[Math.floor(random() * possible.length)]
    if (request !== undefined) put(completeAct(request, issue, clocks, at, 'D01'))
  }
  return entries
}

function requests(random: () => number, at: number, issue: IssueProjection): ActRequest[] {
  const unit = lifeUnits[Math.floor(random() * lifeUnits.length)]!
  const until = new Date(at + Math.floor(random() * 90 * 24) * HOUR).toISOString()
  const hours = 1 + Math.floor(random() * 60)
  const reason = '材料'
  const decisions: ActRequest[] = issue.request === null ? [] : [{ kind: 'grant' }, { kind: 'refuse', reason }]
  return [
    { kind: 'assign', unit },
    { kind: 'answer' },
    { kind: 'finish' },
    { kind: 'check' },
    { kind: 'close' },
    { kind: 'return', reason, responsible: unit },
    { kind: 'hand_up', reason },
    { kind: 'extend', hours, reason },
    { kind: 'suspend', until, reason },
    { kind: 'resume' },
    { kind: 'ask', what: 'extend', hours, reason },
    { kind: 'ask', what: 'suspend', until, reason },
    { kind: 'ask', what: 'appeal', reason },
    ...decisions,
    { kind: 'reopen', reason },
    { kind: 'join' },
  ]
}
