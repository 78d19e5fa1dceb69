import { deadline } from '#domain/calendar/deadline.ts'
import type { WorkingCalendar } from '#domain/calendar/working-calendar.ts'
import { completeAct } from '#domain/issue/complete-act.ts'
import type { IssueFiling, IssueLevel } from '#domain/issue/issue-entry.ts'
import { type IssueProjection, projectEntry, projectIssue } from '#domain/issue/project-issue.ts'
import { calendarOf } from '#server/calendar/calendar-of.ts'
import type { Db } from '#server/db.types.ts'
import { clocksOf } from '#server/issue/clocks-of.ts'
import {
  type Acted,
  actOnIssues,
  fileIssues,
  type Outcome,
  readHistories,
  type ToFile,
} from '#server/issue/write-issues.ts'
import { createPosts, requestsOfStep } from './acts-of-step.ts'
import { type Arrival, type ArrivalSource, arrivalsBetween, HOURS_OF_WEEK, localHourOfWeek } from './arrivals.ts'
import { chance } from './chance.ts'
import { closingRows, type ModelRow, modelRows, movingRows, openAt, postRows, rhythmRows } from './learn.query.ts'
import { followUp, nextStep, type Step } from './next-step.ts'

const MODELS = 4_000
const AT_ONCE = 200
const READ_AT_ONCE = 500
/** Rounds of steps in one advance; an issue takes some ten steps in its life. */
const MOST_ROUNDS = 40
const WEEK = 7 * 24 * 3_600_000

/** A county whose time goes on: issues come in and are worked on as its own history suggests. */
export interface World {
  /** Up to when everything has happened, milliseconds since 1970. */
  readonly clock: number
  readonly open: number
  /** Lets everything happen that lies before `until`; entries carry their true times. Resolves to the number of changes. */
  advance(until: number): Promise<number>
  /** Moment of the next thing that will happen to an issue already known. */
  nextStepAt(): number
}

interface Agenda {
  number: string
  issue: IssueProjection
  community: string
  step: Step
}

export interface WorldOptions {
  county: string
  timeZone: string
  /** Where time goes on from, milliseconds since 1970. */
  since: number
}

/** Learns the county's rhythm, its usual issues and posts from the weeks before `since`. */
export async function createWorld(db: Db, { county, timeZone, since }: WorldOptions): Promise<World> {
  const from = new Date(since)
  const rhythm = rhythmOf(await rhythmRows(db, county, from, timeZone))
  const closing = rhythmOf(await closingRows(db, county, from, timeZone))
  const models = await modelRows(db, county, from, timeZone, MODELS)
  const posts = createPosts(await postRows(db, county, from))
  const usual = Math.max(1, await openAt(db, county, new Date(since - WEEK)), await openAt(db, county, from))
  const arrivals: ArrivalSource = { county, timeZone, rhythm }
  const agenda = new Map<string, Agenda>()
  let clock = since
  let arrivedUntil = since
  let open = 0

  const plan = (number: string, issue: IssueProjection, community: string) => {
    const step =
      issue.state === 'closed'
        ? issue.outcome === 'solved'
          ? followUp({ number, closedAt: issue.lastAt }, timeZone)
          : null
        : nextStep({ ...issue, number }, { timeZone, since, pressure: open / usual, closing })
    if (step === null) agenda.delete(number)
    else agenda.set(number, { number, issue, community, step })
  }

  /** Issues as their entries add up, by number; one without history is left out: nobody can act on it. */
  const readIssues = async (numbers: readonly string[]) => {
    const found = new Map<string, { issue: IssueProjection; byClock: boolean }>()
    for (let first = 0; first < numbers.length; first += READ_AT_ONCE) {
      const histories = await readHistories(db, county, numbers.slice(first, first + READ_AT_ONCE))
      for (const [number, { entries }] of histories) {
        const issue = projectIssue(entries)
        if (issue !== null) found.set(number, { issue, byClock: entries.at(-1)?.role === 'clock' })
      }
    }
    return found
  }

  const moving = await movingRows(db, county, from)
  const standing = await readIssues(moving.map((row) => row.number))
  open = [...standing.values()].filter(({ issue }) => issue.state !== 'closed').length
  for (const { number, community } of moving) {
    const known = standing.get(number)
    if (known !== undefined) plan(number, known.issue, community)
  }

  async function fileArrivals(until: number): Promise<number> {
    const coming = models.length === 0 ? [] : arrivalsBetween(arrivals, arrivedUntil, until)
    for (let first = 0; first < coming.length; first += AT_ONCE) {
      const chosen = coming.slice(first, first + AT_ONCE).map((arrival) => ({
        arrival,
        model: chooseModel(models, arrival, timeZone),
      }))
      const calendar = await calendarOf(db, county)
      const written = await fileIssues(
        db,
        county,
        chosen.map(({ arrival, model }) => toFile(arrival, model, calendar)),
      )
      open += written.length
      for (const [index, { number, issue }] of written.entries()) plan(number, issue, chosen[index]!.model.community)
      // what is written stays written when the next part fails and all is tried again
      arrivedUntil = chosen.at(-1)!.arrival.at + 1
    }
    arrivedUntil = until
    return coming.length
  }

  async function takeSteps(until: number): Promise<number> {
    const due = [...agenda.values()].filter(({ step }) => step.at < until).sort((a, b) => a.step.at - b.step.at)
    for (let first = 0; first < due.length; first += AT_ONCE) {
      const some = due.slice(first, first + AT_ONCE)
      const calendar = await calendarOf(db, county)
      const todo = await Promise.all(some.map((one) => todoOf(one, calendar)))
      const outcomes = await actOnIssues(db, county, todo)
      const touched = await readIssues(outcomes.flatMap((outcome) => (outcome.ok ? [] : outcome.number)))
      for (const [index, outcome] of outcomes.entries()) settle(some[index]!, outcome, touched)
    }
    return due.length
  }

  /** A step as acts with the deadlines that follow from it, each on what the one before made of the issue. */
  async function todoOf({ number, issue, community, step }: Agenda, calendar: WorkingCalendar) {
    const acts: Acted[] = []
    let now = issue
    for (const { request, actor, unit } of requestsOfStep(step, posts, issue, community)) {
      const act = completeAct(request, now, await clocksOf(db, db, calendar, county, now), step.at, unit)
      acts.push({ act, at: step.at, actor })
      now = projectEntry(now, { ...act, at: step.at, actor, sequence: now.version + 1 }) ?? now
    }
    return { number, version: issue.version, acts }
  }

  /** Plans what comes next. What the clock has touched goes on; what somebody else has, is left to them until the next start. */
  function settle(
    { number, issue, community }: Agenda,
    outcome: Outcome,
    touched: ReadonlyMap<string, { issue: IssueProjection; byClock: boolean }>,
  ): void {
    if (!outcome.ok) {
      const now = touched.get(number)
      if (now?.byClock && now.issue.version !== issue.version) plan(number, now.issue, community)
      else agenda.delete(number)
      return
    }
    const now = outcome.written.issue
    if (issue.state === 'closed') return void agenda.delete(number)
    if (now.state === 'closed') open -= 1
    plan(number, now, community)
  }

  return {
    get clock() {
      return clock
    },
    get open() {
      return open
    },
    async advance(until) {
      if (until <= clock) return 0
      let changes = await fileArrivals(until)
      for (let round = 0; round < MOST_ROUNDS; round++) {
        const taken = await takeSteps(until)
        if (taken === 0) break
        changes += taken
      }
      clock = until
      return changes
    },
    nextStepAt: () => Math.min(Number.POSITIVE_INFINITY, ...[...agenda.values()].map(({ step }) => step.at)),
  }
}

/** Per hour of the week, of counts over four weeks. */
function rhythmOf(rows: readonly { hour: number; issues: number }[]): number[] {
  const rhythm = new Array<number>(HOURS_OF_WEEK).fill(0)
  for (const { hour, issues } of rows) rhythm[hour] = issues / 4
  return rhythm
}

/** An issue like one filed in the same hour of a past week: its place, kind and clocks fit the hour. */
function chooseModel(models: readonly ModelRow[], arrival: Arrival, timeZone: string): ModelRow {
  const hour = localHourOfWeek(timeZone)(arrival.at)
  const sameHour = models.filter((model) => model.hour === hour)
  const sameTime = models.filter((model) => model.hour % 24 === hour % 24)
  const fitting = sameHour.length >= 5 ? sameHour : sameTime.length > 0 ? sameTime : models
  return fitting[Math.floor(chance('model', arrival.seed)() * fitting.length)]!
}

function toFile(arrival: Arrival, model: ModelRow, calendar: WorkingCalendar): ToFile {
  const random = chance('kind', arrival.seed)
  const filing: IssueFiling = {
    category: model.category,
    source: model.source,
    title: model.title,
    place: model.place,
    emergency: model.emergency,
    longitude: model.longitude,
    latitude: model.latitude,
    answerBy: deadline(calendar, model.clock, arrival.at, model.answer_minutes),
    finishBy: deadline(calendar, model.clock, arrival.at, model.finish_minutes),
    level: levelOf(model, random()),
  }
  // what people tell by themselves must be taken on as a case first
  const told = ['resident', 'online'].includes(model.source) && !model.emergency && random() < 0.7
  return { filing, at: arrival.at, actor: model.actor, kind: told ? 'report' : 'file' }
}

/** One matter in three is small enough for its grid or community. */
function levelOf(model: ModelRow, drawn: number): IssueLevel {
  if (model.community === '' || model.emergency || drawn > 0.33) return 'county'
  return drawn < 0.13 ? 'grid' : 'community'
}
