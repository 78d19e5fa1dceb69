import { chineseCalendar } from '#domain/calendar/chinese-calendar.ts'
import { deadline } from '#domain/calendar/deadline.ts'
import type { IssueFiling } from '#domain/issue/issue-entry.ts'
import type { Db } from '#server/db.types.ts'
import { actOnIssues, fileIssues, type Outcome, type ToFile } from '#server/issue/write-issues.ts'
import { actsOfStep, createPosts } from './acts-of-step.ts'
import { type Arrival, type ArrivalSource, arrivalsBetween, HOURS_OF_WEEK, localHourOfWeek } from './arrivals.ts'
import { chance } from './chance.ts'
import { type ModelRow, modelRows, openAt, postRows, rhythmRows, standingRows } from './learn.query.ts'
import { followUp, nextStep, type Progressing, type Step } from './next-step.ts'
import { createNumbering } from './number-issues.ts'

const MODELS = 4_000
const AT_ONCE = 200
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
  issue: Progressing
  category: string
  community: string
  step: Step
}

export interface WorldOptions {
  county: string
  timeZone: string
  /** Where time goes on from, milliseconds since 1970. */
  since: number
  openedAt: number | null
}

/** Learns the county's rhythm, its usual issues and posts from the weeks before `since`. */
export async function createWorld(db: Db, { county, timeZone, since, openedAt }: WorldOptions): Promise<World> {
  const from = new Date(since)
  const rhythm = new Array<number>(HOURS_OF_WEEK).fill(0)
  for (const { hour, issues } of await rhythmRows(db, county, from, timeZone)) rhythm[hour] = issues / 4
  const models = await modelRows(db, county, from, timeZone, MODELS)
  const numbering = createNumbering(db, county, timeZone, models[0]?.number ?? '')
  const posts = createPosts(await postRows(db, county, from))
  const usual = Math.max(1, await openAt(db, county, new Date(since - WEEK)), await openAt(db, county, from))
  const arrivals: ArrivalSource = { county, timeZone, rhythm, openedAt }
  const agenda = new Map<string, Agenda>()
  let clock = since
  let arrivedUntil = since
  let open = 0

  const plan = (issue: Progressing, category: string, community: string) => {
    const step = nextStep(issue, { timeZone, since, pressure: open / usual })
    agenda.set(issue.number, { issue, category, community, step })
  }
  const planVisit = (issue: Progressing, category: string, community: string) => {
    const step = followUp({ number: issue.number, closedAt: issue.lastAt }, timeZone)
    if (step === null) agenda.delete(issue.number)
    else agenda.set(issue.number, { issue, category, community, step })
  }

  const standing = await standingRows(db, county, from)
  open = standing.filter((row) => row.state !== 'closed').length
  for (const row of standing) {
    if (row.last_at === null) continue
    const issue: Progressing = {
      number: row.number,
      version: row.version,
      state: row.state,
      emergency: row.emergency,
      filedAt: row.filed_at.getTime(),
      answerBy: row.answer_by.getTime(),
      finishBy: row.finish_by.getTime(),
      lastAt: row.last_at.getTime(),
    }
    if (row.state === 'closed') planVisit(issue, row.category, row.community)
    else plan(issue, row.category, row.community)
  }

  async function fileArrivals(until: number): Promise<number> {
    const coming = models.length === 0 ? [] : arrivalsBetween(arrivals, arrivedUntil, until)
    for (let first = 0; first < coming.length; first += AT_ONCE) {
      const chosen = coming.slice(first, first + AT_ONCE).map((arrival) => ({
        arrival,
        model: chooseModel(models, arrival, timeZone),
      }))
      const filed: ToFile[] = []
      for (const { arrival, model } of chosen)
        filed.push({ ...toFile(arrival, model), number: await numbering.next(arrival.at) })
      const written = await fileIssues(db, county, filed)
      open += written.length
      for (const [index, { number, issue }] of written.entries())
        plan({ ...issue, number, lastAt: issue.filedAt }, issue.category, chosen[index]!.model.community)
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
      const outcomes = await actOnIssues(
        db,
        county,
        some.map(({ issue, category, community, step }) => ({
          number: issue.number,
          version: issue.version,
          acts: actsOfStep(step, posts, category, community),
        })),
      )
      for (const [index, outcome] of outcomes.entries()) settle(some[index]!, outcome)
    }
    return due.length
  }

  /** Plans what comes next; an issue somebody else has touched is left to them until the next start. */
  function settle({ issue, category, community, step }: Agenda, outcome: Outcome): void {
    if (!outcome.ok) {
      agenda.delete(issue.number)
      return
    }
    const now = { ...outcome.written.issue, number: issue.number, lastAt: step.at }
    if (now.state !== 'closed') plan(now, category, community)
    else if (issue.state === 'closed') agenda.delete(issue.number)
    else {
      open -= 1
      planVisit(now, category, community)
    }
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

/** An issue like one filed in the same hour of a past week: its place, kind and clocks fit the hour. */
function chooseModel(models: readonly ModelRow[], arrival: Arrival, timeZone: string): ModelRow {
  const hour = localHourOfWeek(timeZone)(arrival.at)
  const sameHour = models.filter((model) => model.hour === hour)
  const sameTime = models.filter((model) => model.hour % 24 === hour % 24)
  const fitting = sameHour.length >= 5 ? sameHour : sameTime.length > 0 ? sameTime : models
  return fitting[Math.floor(chance('model', arrival.seed)() * fitting.length)]!
}

function toFile(arrival: Arrival, model: ModelRow): ToFile {
  const filing: IssueFiling = {
    category: model.category,
    source: model.source,
    title: model.title,
    place: model.place,
    emergency: model.emergency,
    longitude: model.longitude,
    latitude: model.latitude,
    answerBy: deadline(chineseCalendar, model.clock, arrival.at, model.answer_minutes),
    finishBy: deadline(chineseCalendar, model.clock, arrival.at, model.finish_minutes),
  }
  return { filing, at: arrival.at, actor: model.actor }
}
