import { setTimeout as wait } from 'node:timers/promises'
import { type Actor, lifeOf, type Step } from './life.ts'
import type { Reported, Town } from './town.ts'

const MINUTE = 60_000

export interface Day {
  /** Milliseconds since 1970. */
  from: number
  minutes: number
  /** Reports a day of 24 hours. */
  reports: number
  /** Simulated minutes a real minute; Infinity: as fast as it goes. */
  speed: number
  /** Minutes that the county's clock is ahead of UTC. */
  offsetMinutes: number
}

/** What happened in one simulated minute: kinds of acts, refusals and lost reports, with their counts. */
export type Told = (at: number, counts: ReadonlyMap<string, number>) => void

interface Planned {
  at: number
  reported: Reported
  by: Actor
  act: Step['act']
  rest: readonly Step[]
}

/** Reports an hour by the hour of the day: few at night, most in the morning and after work. */
const hours = [1, 1, 1, 1, 1, 2, 4, 7, 10, 11, 10, 8, 6, 6, 8, 9, 9, 9, 8, 7, 5, 4, 3, 2]
const sum = hours.reduce((all, one) => all + one, 0)

/** Plays a day minute by minute: residents report, or join what a neighbour has reported, and the posts lead it on. */
export async function playDay(town: Town, day: Day, random: () => number, tell: Told): Promise<Map<string, number>> {
  const totals = new Map<string, number>()
  const waiting: Planned[] = []
  const open: Reported[] = []
  const began = performance.now()
  for (let minute = 0; minute < day.minutes; minute++) {
    const at = day.from + minute * MINUTE
    const counts = new Map<string, number>()
    const count = (what: string) => counts.set(what, (counts.get(what) ?? 0) + 1)
    const coming = poisson(rateAt(day, at), random)
    await Promise.all(
      Array.from({ length: coming }, async () => {
        const moment = at + Math.floor(random() * MINUTE)
        const neighbour = random() < 0.12 ? open[Math.floor(random() * open.length)] : undefined
        if (neighbour !== undefined) {
          const refused = await town.act(neighbour, { role: 'resident', unit: '' }, { kind: 'join' }, moment)
          return count(refused === null ? 'join' : `refused: ${refused}`)
        }
        const reported = await town.report(somewhere(town, random), moment)
        if (reported === null || reported.place.grid === '') return count('not-taken')
        count('report')
        open.push(reported)
        if (open.length > 200) open.shift()
        const { steps } = lifeOf(reported.place, town.departments, random)
        plan(waiting, reported, moment, steps)
      }),
    )
    for (;;) {
      const due = takeDue(waiting, at + MINUTE)
      if (due.length === 0) break
      await Promise.all(
        due.map(async ({ at: moment, reported, by, act, rest }) => {
          const refused = await town.act(reported, by, act, moment)
          count(refused === null ? act.kind : `refused: ${refused}`)
          if (refused === null) plan(waiting, reported, moment, rest)
          if (act.kind === 'close' || act.kind === 'decline') forget(open, reported)
        }),
      )
    }
    for (const [what, number] of counts) totals.set(what, (totals.get(what) ?? 0) + number)
    tell(at, counts)
    const ahead = began + ((minute + 1) * MINUTE) / day.speed - performance.now()
    if (ahead > 0) await wait(ahead)
  }
  return totals
}

function plan(waiting: Planned[], reported: Reported, at: number, steps: readonly Step[]): void {
  const [next, ...rest] = steps
  if (next !== undefined)
    waiting.push({
      at: at + Math.max(1, Math.round(next.afterMinutes * MINUTE)),
      reported,
      by: next.by,
      act: next.act,
      rest,
    })
}

function forget(open: Reported[], reported: Reported): void {
  const place = open.indexOf(reported)
  if (place !== -1) open.splice(place, 1)
}

/** Takes what is due before a moment, one step an issue, in the order of time. */
function takeDue(waiting: Planned[], before: number): Planned[] {
  const due = waiting.filter((one) => one.at < before).sort((a, b) => a.at - b.at)
  const left = waiting.filter((one) => one.at >= before)
  waiting.splice(0, waiting.length, ...left)
  return due
}

function rateAt({ reports, offsetMinutes }: Day, at: number): number {
  const hour = Math.floor(at / (60 * MINUTE) + offsetMinutes / 60) % 24
  return ((hours[hour] ?? 0) / sum) * (reports / 60)
}

function somewhere(town: Town, random: () => number) {
  const { name, bounds } = town.communities[Math.floor(random() ** 1.7 * town.communities.length)]!
  const category = town.categories[Math.floor(random() ** 1.5 * town.categories.length)]!
  const [west, south, east, north] = bounds
  // towards the middle: a box is larger than what it holds
  const between = (low: number, high: number) => low + (high - low) * (0.3 + 0.4 * random())
  const position: [number, number] = [between(west, east), between(south, north)]
  return { category: category.code, title: category.name, place: name, position }
}

function poisson(mean: number, random: () => number): number {
  const limit = Math.exp(-mean)
  let count = 0
  for (let product = random(); product > limit; product *= random()) count += 1
  return count
}
