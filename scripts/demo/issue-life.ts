import { chineseCalendar } from '#domain/calendar/chinese-calendar.ts'
import { deadline } from '#domain/calendar/deadline.ts'
import { workingMinutesBetween } from '#domain/calendar/working-calendar.ts'
import type { IssueAct, IssueEntry, IssueFiling } from '#domain/issue/issue-entry.ts'
import { type Category, words } from './issue-words.ts'
import type { Random } from './random.ts'

/** The posts that act on an issue. */
export interface Posts {
  source: string
  center: string
  worker: string
  /** Title of the post that handles it, and the code of its unit. */
  unit: string
  unitCode: string
}

/** How an issue shall go where chance does not decide. */
export interface Fate {
  /** Not handled before this moment, milliseconds since 1970. */
  openUntil?: number
  /** An extension that ends at this moment. */
  extendTo?: number
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** The whole life of an issue filed at `at`, in order of time; the caller leaves out what lies in the future. */
export function issueLife(
  filing: IssueFiling,
  category: Category,
  at: number,
  posts: Posts,
  fate: Fate,
  random: Random,
): IssueEntry[] {
  const entries: IssueEntry[] = []
  let clock = at
  const put = (act: IssueAct, when: number, actor: string): void => {
    clock = Math.max(clock, Math.round(when / 1000) * 1000)
    entries.push({ ...act, sequence: entries.length + 1, at: clock, actor })
  }
  put({ kind: 'discover' }, at - random.between(1, 9) * MINUTE, posts.source)
  clock = at
  put({ kind: 'file', filed: filing }, at, posts.source)
  put({ kind: 'assign', unit: posts.unitCode }, at + lognormal(random, 3.7, 0.6) * MINUTE, posts.center)
  if (random.chance(0.018)) {
    put(
      { kind: 'return', reason: random.pick(words.reasons.return) },
      clock + random.between(6, 35) * MINUTE,
      posts.unit,
    )
    put({ kind: 'assign', unit: posts.unitCode }, clock + random.between(3, 18) * MINUTE, posts.center)
  }
  put({ kind: 'answer' }, answeredAt(filing, clock, random), posts.unit)
  const finish = finishedAt(filing, category, at, clock, random)
  let end = Math.max(finish, clock + 4 * MINUTE)
  const long = category.finishMinutes >= 1440 && category.clock === 'working'
  if (fate.extendTo !== undefined) {
    put(
      { kind: 'extend', finishBy: fate.extendTo, reason: random.pick(words.reasons.extend) },
      filing.finishBy - random.between(0.6, 3) * HOUR,
      posts.unit,
    )
    end = fate.extendTo + random.between(-20, 40) * MINUTE
  } else if (long && random.chance(0.012)) {
    put(
      { kind: 'suspend', reason: random.pick(words.reasons.suspend) },
      between(clock, filing.finishBy, random.between(0.2, 0.6)),
      posts.unit,
    )
    put({ kind: 'resume' }, clock + random.between(4, 38) * 24 * HOUR, posts.unit)
    end = clock + random.between(20, 50) * HOUR
  } else if (end > filing.finishBy && random.chance(0.35)) {
    put(
      { kind: 'supervise', reason: random.pick(words.reasons.supervise) },
      filing.finishBy - random.between(0.2, 1) * HOUR,
      posts.center,
    )
    if (long && random.chance(0.5)) {
      const until = deadline(chineseCalendar, category.clock, filing.finishBy, category.finishMinutes / 2)
      put(
        { kind: 'extend', finishBy: until, reason: random.pick(words.reasons.extend) },
        clock + 5 * MINUTE,
        posts.unit,
      )
    }
  }
  if (fate.openUntil !== undefined) end = Math.max(end, fate.openUntil)
  put({ kind: 'finish' }, end, posts.unit)
  if (random.chance(0.012)) {
    put({ kind: 'return', reason: random.pick(words.reasons.rework) }, nextShift(clock, random), posts.worker)
    put({ kind: 'finish' }, clock + random.between(1, 7) * HOUR, posts.unit)
  }
  put({ kind: 'check' }, nextShift(clock, random), posts.worker)
  put({ kind: 'close' }, clock + random.between(2, 25) * MINUTE, posts.center)
  if (random.chance(0.62)) {
    put({ kind: 'follow_up' }, nextShift(clock + random.between(2, 30) * HOUR, random), words.posts.visit)
    put(
      { kind: 'rate', rating: random.weighted(ratings, ([, weight]) => weight)[0] },
      clock + random.between(1, 6) * MINUTE,
      words.posts.rater,
    )
  }
  return entries
}

const ratings: [number, number][] = [
  [5, 63],
  [4, 25],
  [3, 7],
  [2, 3],
  [1, 2],
]

function answeredAt(filing: IssueFiling, from: number, random: Random): number {
  const room = Math.max(filing.answerBy - from, 10 * MINUTE)
  if (random.chance(0.017)) return filing.answerBy + random.between(0.1, 1.4) * room
  return from + room * Math.min(0.96, lognormal(random, 0.2, 0.7))
}

/** Most finish in the first half of their time, some at the last moment, about one in seventeen too late. */
function finishedAt(filing: IssueFiling, category: Category, filed: number, from: number, random: Random): number {
  const room = filing.finishBy - filed
  if (random.chance(0.058)) {
    const late = Math.min(category.finishMinutes * random.between(0.05, 0.8), 1900)
    return deadline(chineseCalendar, category.clock, filing.finishBy, Math.max(8, late))
  }
  const share = Math.min(0.985, random.chance(0.22) ? random.between(0.72, 0.99) : lognormal(random, 0.36, 0.55))
  const wished = from + Math.max(0, room - (from - filed)) * share
  // working clocks end in working hours
  if (category.clock === 'emergency' || workingMinutesBetween(chineseCalendar, wished, wished + MINUTE) > 0)
    return wished
  return Math.min(deadline(chineseCalendar, 'working', wished, random.between(4, 90)), filing.finishBy - 30_000)
}

/** Somebody looks within the hours after; at night not before the morning. */
function nextShift(from: number, random: Random): number {
  const at = from + lognormal(random, 70, 0.9) * MINUTE
  const hour = Math.floor(at / HOUR + 8) % 24
  return hour >= 7 && hour < 21 ? at : at + ((31 - hour) % 24) * HOUR + random.between(0, 90) * MINUTE
}

const between = (a: number, b: number, share: number): number => a + (b - a) * share

function lognormal(random: Random, median: number, sigma: number): number {
  return median * Math.exp(random.normal(0, sigma))
}
