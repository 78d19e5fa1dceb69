import fc from 'fast-check'
import { describe, it } from 'vitest'
import { countyCalendar } from './county-calendar.ts'
import { type Clock, clocks, deadline } from './deadline.ts'
import { recalculate } from './recalculate.ts'
import { remainingMinutes, resumeDeadline } from './remaining.ts'
import { isWorkingMoment, localOf, officeSlots, type Slots, type WorkingCalendar } from './working-calendar.ts'

/** Of each of the five laws. */
const HISTORIES = 20_000
const MINUTE = 60_000
const start = Date.parse('2026-01-05T00:00:00Z')
const firstDay = Math.floor(start / 86_400_000)

interface Step {
  kind: 'pause' | 'change-in-pause' | 'extend' | 'change' | 'finish'
  /** Before the step. */
  waitMinutes: number
  /** Of an extension. */
  minutes: number
  /** Of a pause: a year at most. */
  pauseMinutes: number
  /** Of a change. */
  calendar: WorkingCalendar
}

interface History {
  clock: Clock
  calendar: WorkingCalendar
  at: number
  minutes: number
  steps: Step[]
}

/** One step of a history with what it made of the deadline. */
interface Lived {
  kind: Step['kind']
  /** When it began and ended; apart only in a pause. */
  from: number
  to: number
  before: { due: number; calendar: WorkingCalendar }
  after: { due: number; calendar: WorkingCalendar }
  finished: boolean
}

const minutes = fc.integer({ min: 1, max: 20 * 1440 })
const slots = fc.constantFrom<Slots[]>(
  officeSlots,
  [
    [510, 720],
    [810, 1050],
  ],
  [[540, 1020]],
)
const overrides = fc
  .array(fc.tuple(fc.integer({ min: firstDay, max: firstDay + 120 }), fc.boolean()), { maxLength: 12 })
  .map((days) => new Map(days))
const calendar = fc
  .tuple(slots, overrides)
  .map(([hours, days]) => countyCalendar({ zone: 480, slots: hours, overrides: days }))
const history: fc.Arbitrary<History> = fc.record({
  clock: fc.constantFrom(...clocks),
  calendar,
  // to the millisecond: nobody files on the full minute
  at: fc.integer({ min: 0, max: 80 * 86_400_000 }).map((later) => start + later),
  minutes,
  steps: fc.array(
    fc.record({
      kind: fc.constantFrom('pause', 'change-in-pause', 'extend', 'change', 'finish'),
      waitMinutes: fc.integer({ min: 0, max: 8 * 1440 }),
      minutes,
      pauseMinutes: fc.integer({ min: 0, max: 366 * 1440 }),
      calendar,
    }),
    { maxLength: 5 },
  ),
})

describe('over 100,000 random histories', () => {
  it('a pause never shortens what remains, not even where the calendar changes in it, and saves nothing that is late', () => {
    forAll(({ clock, kind, from, to, before, after, finished }) => {
      if (!isPause(kind) || finished) return
      const remained = left(before.calendar, clock, from, before.due)
      if (kind === 'pause') check(after.due >= before.due, 'the deadline came nearer')
      if (remained === 0) check(after.due === before.due, 'what was late is late no more')
      else check(left(after.calendar, clock, to, after.due) >= remained, `${remained} ms remained`)
    })
  })

  it('deadlines grow with limits and with later starts, and an extension lengthens', () => {
    assert((lived) => {
      const { clock, calendar: by, at, minutes: limit } = lived
      const due = deadline(by, clock, at, limit)
      const longer = deadline(by, clock, at, limit + 1440)
      check(due > at, 'due at once')
      check(deadline(by, clock, at, limit + 1) >= due, 'a longer limit ends earlier')
      check(longer > due, 'a day more is no more')
      check(deadline(by, clock, at + 90 * MINUTE, limit) >= due, 'a later start ends earlier')
      for (const { kind, before, after, finished } of live(lived))
        if (kind === 'extend' && !finished) check(after.due > before.due, 'an extension shortens')
    })
  })

  it('a deadline of working clocks never falls into closed hours', () => {
    forAll(({ clock, to, after, finished }) => {
      if (clock === 'emergency' || clock === 'natural' || finished || after.due <= to) return
      check(isWorkingMoment(after.calendar, after.due - 1), 'closed')
    })
  })

  it('a changed calendar takes nothing of what remained, and touches no clock that never sleeps', () => {
    forAll(({ clock, kind, from, before, after, finished }) => {
      if (kind !== 'change' || finished) return
      const remained = left(before.calendar, clock, from, before.due)
      if (clock === 'emergency' || clock === 'natural' || remained === 0) {
        check(after.due === before.due, 'it moved')
        return
      }
      check(after.due > from, 'late at once')
      check(left(after.calendar, clock, from, after.due) >= remained, `${remained} ms remained`)
    })
  })

  it('a changed calendar never alters what is finished; of days to come, it counts as if it had always been so', () => {
    assert((lived) => {
      for (const { finished, kind, before, after } of live(lived))
        if (finished && kind.startsWith('change')) check(after.due === before.due, 'a finished case was altered')
      const { clock, at, minutes: limit, steps } = lived
      const now = at + (steps[0]?.waitMinutes ?? 0) * MINUTE
      const today = localOf(lived.calendar, now).day
      const changed = futureOnly(lived.calendar, steps[0]?.calendar ?? lived.calendar, today)
      const due = deadline(lived.calendar, clock, at, limit)
      const moved = recalculate({ clock, due, suspendedAt: null, doneAt: null }, lived.calendar, changed, now)
      if (due > now) check(moved === deadline(changed, clock, at, limit), 'counted otherwise')
    })
  })
})

function assert(law: (history: History) => void): void {
  fc.assert(fc.property(history, law), { numRuns: HISTORIES, seed: 20261122 })
}

/** The law holds at every step of every history. */
function forAll(law: (lived: Lived & { clock: Clock }) => void): void {
  assert((one) => {
    for (const lived of live(one)) law({ ...lived, clock: one.clock })
  })
}

function* live({ clock, calendar: first, at, minutes: limit, steps }: History): Generator<Lived> {
  let now = at
  let finishedAt: number | null = null
  let known = { due: deadline(first, clock, at, limit), calendar: first }
  for (const step of steps) {
    const from = now + step.waitMinutes * MINUTE
    const to = isPause(step.kind) ? from + step.pauseMinutes * MINUTE : from
    const finished: boolean = finishedAt !== null
    const changes = step.kind === 'change' || step.kind === 'change-in-pause'
    const calendar = changes ? step.calendar : known.calendar
    const after = { calendar, due: finished && !changes ? known.due : dueAfter(step, from, to) }
    yield { kind: step.kind, from, to, before: known, after, finished }
    if (step.kind === 'finish') finishedAt ??= from
    known = after
    now = to
  }

  function dueAfter(step: Step, from: number, to: number): number {
    const { due, calendar: by } = known
    switch (step.kind) {
      case 'pause':
        return resumeDeadline(by, clock, from, to, due)
      case 'change-in-pause': {
        const standing = { clock, due, suspendedAt: from, doneAt: finishedAt }
        const moved = recalculate(standing, by, step.calendar, (from + to) / 2)
        return finishedAt === null ? resumeDeadline(step.calendar, clock, from, to, moved) : moved
      }
      case 'extend':
        return deadline(by, clock, due, step.minutes)
      case 'change':
        return recalculate({ clock, due, suspendedAt: null, doneAt: finishedAt }, by, step.calendar, from)
      case 'finish':
        return due
    }
  }
}

function isPause(kind: Step['kind']): boolean {
  return kind === 'pause' || kind === 'change-in-pause'
}

/** The changed calendar from tomorrow on, in today's hours. */
function futureOnly(old: WorkingCalendar, changed: WorkingCalendar, today: number): WorkingCalendar {
  return { ...old, isWorkingDay: (day) => (day > today ? changed : old).isWorkingDay(day) }
}

/** Rounded to the millisecond, in which moments are kept. */
function left(by: WorkingCalendar, clock: Clock, at: number, due: number): number {
  return Math.round(remainingMinutes(by, clock, at, due) * MINUTE)
}

function check(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(otherwise)
}
