import type { IssueEventKind, IssueState } from '#domain/contract/issue.ts'
import type { IssueLevel } from '#domain/issue/issue-entry.ts'
import type { Whistle } from '#domain/issue/project-issue.ts'
import { localHourOfWeek, type WeekRhythm } from './arrivals.ts'
import { chance } from './chance.ts'
import { inRhythm } from './in-rhythm.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** What the next step of an issue depends on. Moments are milliseconds since 1970. */
export interface Progressing {
  number: string
  version: number
  state: IssueState
  emergency: boolean
  filedAt: number
  answerBy: number
  finishBy: number
  /** Its last entry. */
  lastAt: number
  level: IssueLevel
  extensions: number
  whistle: Whistle | null
}

export interface Step {
  at: number
  kinds: readonly IssueEventKind[]
  /** 1 to 5, with `rate`. */
  rating?: number
}

export interface World {
  timeZone: string
  /** From here on time runs: nothing is decided about what lies before. */
  since: number
  /** Open issues now / open issues as they usually stand: above 1 hands are quicker, below slower. */
  pressure: number
  /** Issues closed an hour, by hour of the local week, as far as history tells; absent or empty: in office hours. */
  closing?: WeekRhythm
}

/** What happens next to an open issue and when; decided by its number and version, so that every server decides alike. */
export function nextStep(issue: Progressing, world: World): Step {
  const random = chance('step', issue.number, issue.version)
  const start = Math.max(issue.lastAt, world.since)
  const step = stepOf(issue, start, world.pressure, random)
  if (step.kinds.includes('close')) {
    const at = inRhythm(start, -MEAN_CLOSING_DAYS * Math.log(1 - random()), world.closing ?? [], world.timeZone)
    if (at !== null) return { ...step, at }
  }
  if (issue.emergency || step.kinds.some((kind) => atOnce.includes(kind))) return step
  return { ...step, at: intoWorkingDay(step.at, world.timeZone, random) }
}

/** What is finished is checked and closed half a day later on average, of days that are as busy as the county's past. */
const MEAN_CLOSING_DAYS = 0.5

/** What a desk does as it comes in, by night as well. */
const atOnce: readonly IssueEventKind[] = ['file', 'decline', 'assign', 'hand_up']

/** The return visit of a closed issue; null when nobody calls this one. */
export function followUp(issue: { number: string; closedAt: number }, timeZone: string): Step | null {
  const random = chance('visit', issue.number)
  if (random() > 0.45) return null
  const at = intoWorkingDay(issue.closedAt + (2 + 38 * random()) * HOUR, timeZone, random)
  return { at, kinds: ['follow_up', 'rate'], rating: ratingOf(random()) }
}

function stepOf(issue: Progressing, start: number, pressure: number, random: () => number): Step {
  switch (issue.state) {
    case 'reported':
      // one report in twenty-five is nothing, or told already
      return { at: start + (2 + 40 * random()) * MINUTE, kinds: [random() < 0.04 ? 'decline' : 'file'] }
    case 'filed': {
      const at = start + (issue.emergency ? 1 + 4 * random() : 2 + 20 * random()) * MINUTE
      // what its level cannot solve goes up
      return { at, kinds: [issue.level !== 'county' && random() < 0.12 ? 'hand_up' : 'assign'] }
    }
    case 'assigned':
      return { at: answerAt(issue, start, random), kinds: ['answer'] }
    case 'handling':
      return handlingStep(issue, start, pressure, random)
    case 'suspended':
      return { at: start + (3 + 17 * random()) * 24 * HOUR, kinds: ['resume'] }
    default:
      // one in two hundred is found not to be done
      return random() < 0.005
        ? { at: start + (1 + 8 * random()) * HOUR, kinds: ['check', 'return'] }
        : { at: start + (0.5 + 13 * random()) * HOUR, kinds: ['check', 'close'] }
  }
}

/** Those who were called answer first; one in thirty is called for, one in fifty gets more time, the others are finished. */
function handlingStep(issue: Progressing, start: number, pressure: number, random: () => number): Step {
  const { level, whistle, extensions, finishBy, filedAt } = issue
  if (whistle?.units.some(({ answer }) => answer === 'waiting' || answer === 'coming'))
    return { at: start + (4 + 50 * random()) * MINUTE, kinds: ['whistle_answer'] }
  const course = random()
  if (whistle === null && level !== 'county' && course < 0.035)
    return { at: start + (2 + 30 * random()) * MINUTE, kinds: ['whistle'] }
  const near = finishBy - (0.03 + 0.15 * random()) * (finishBy - filedAt)
  if (extensions === 0 && near > start && finishBy - filedAt > 24 * HOUR && course > 0.98)
    return { at: near, kinds: ['extend'] }
  return { at: finishAt(issue, start, pressure, random), kinds: ['finish'] }
}

/** One in seventy answers late. */
function answerAt(issue: Progressing, start: number, random: () => number): number {
  const left = issue.answerBy - start
  const late = random() < 0.014 || left <= 0
  if (late) return Math.max(start, issue.answerBy) + (5 + 50 * random()) * MINUTE
  return start + left * (0.1 + 0.85 * random())
}

/** One in twenty finishes late; what is late already is cleared within a working day. */
function finishAt(issue: Progressing, start: number, pressure: number, random: () => number): number {
  const left = issue.finishBy - start
  if (left <= 0) return start + (20 * MINUTE + 9 * HOUR * random()) / Math.max(1, pressure)
  if (random() < 0.05) return issue.finishBy + (0.02 + 0.25 * random()) * (issue.finishBy - issue.filedAt)
  return start + left * (0.05 + 0.9 * random() ** clamp(pressure ** 3, 0.1, 3))
}

const FIRST_HOUR = 8
const LAST_HOUR = 20

/** The moment itself between 08:00 and 20:00 of the county, else in the first ninety minutes of the next such day. */
export function intoWorkingDay(at: number, timeZone: string, random: () => number): number {
  const hourOf = localHourOfWeek(timeZone)
  const hour = hourOf(at) % 24
  if (hour >= FIRST_HOUR && hour < LAST_HOUR) return at
  let morning = Math.ceil(at / HOUR) * HOUR
  while (hourOf(morning) % 24 !== FIRST_HOUR) morning += HOUR
  return morning + Math.floor(90 * MINUTE * random())
}

function ratingOf(chanceOf: number): number {
  const upTo = [0.01, 0.03, 0.09, 0.37]
  const below = upTo.findIndex((limit) => chanceOf < limit)
  return below === -1 ? 5 : below + 1
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value))
}
