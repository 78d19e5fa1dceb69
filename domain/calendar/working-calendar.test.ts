import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chineseCalendar } from './chinese-calendar.ts'
import { countyCalendar } from './county-calendar.ts'
import { deadline } from './deadline.ts'
import { addWorkingMinutes, isWorkingMoment, officeSlots, workingMinutesBetween } from './working-calendar.ts'

const at = (local: string): number => Date.parse(`${local}+08:00`)
const moment = fc
  .integer({ min: at('2025-01-01T00:00'), max: at('2026-12-20T00:00') })
  .map((value) => value - (value % 60_000))
const limit = fc.integer({ min: 1, max: 9600 })

describe('the working clock', () => {
  it('runs from 8 to 12 and from 14 to 18', () => {
    expect(addWorkingMinutes(chineseCalendar, at('2026-11-19T11:30'), 60)).toBe(at('2026-11-19T14:30'))
    expect(addWorkingMinutes(chineseCalendar, at('2026-11-19T17:30'), 240)).toBe(at('2026-11-20T11:30'))
  })

  it('rests on weekends and on the National Day holiday, and works on make-up days', () => {
    expect(addWorkingMinutes(chineseCalendar, at('2026-11-20T18:00'), 60)).toBe(at('2026-11-23T09:00'))
    expect(isWorkingMoment(chineseCalendar, at('2025-10-01T10:00'))).toBe(false)
    expect(isWorkingMoment(chineseCalendar, at('2025-10-11T10:00'))).toBe(true)
  })

  it('never lets a deadline fall in closed hours', () => {
    fc.assert(
      fc.property(moment, limit, (start, minutes) => {
        const due = addWorkingMinutes(chineseCalendar, start, minutes)
        expect(isWorkingMoment(chineseCalendar, due - 1)).toBe(true)
      }),
    )
  })

  it('counts back exactly what was added', () => {
    fc.assert(
      fc.property(moment, limit, (start, minutes) => {
        const due = addWorkingMinutes(chineseCalendar, start, minutes)
        expect(workingMinutesBetween(chineseCalendar, start, due)).toBeCloseTo(minutes, 6)
      }),
    )
  })

  it('sets later deadlines for longer limits and for later starts', () => {
    fc.assert(
      fc.property(moment, limit, limit, (start, minutes, more) => {
        for (const clock of ['working', 'emergency'] as const) {
          const due = deadline(chineseCalendar, clock, start, minutes)
          expect(deadline(chineseCalendar, clock, start, minutes + more)).toBeGreaterThan(due)
          expect(deadline(chineseCalendar, clock, start + more * 60_000, minutes)).toBeGreaterThanOrEqual(due)
        }
      }),
    )
  })

  it('refuses a limit that is not positive', () => {
    expect(() => addWorkingMinutes(chineseCalendar, at('2026-11-19T11:30'), 0)).toThrow('minutes 0')
  })
})

describe('the emergency clock', () => {
  it('runs at night and on holidays', () => {
    expect(deadline(chineseCalendar, 'emergency', at('2026-10-01T23:30'), 120)).toBe(at('2026-10-02T01:30'))
  })
})

describe('the working clock where clocks are set for summer', () => {
  const boston = countyCalendar({ zone: 'America/New_York', slots: officeSlots, overrides: new Map(), chinese: false })
  const day = fc.integer({ min: Date.UTC(2026, 0, 1) / 60_000, max: Date.UTC(2027, 0, 1) / 60_000 })

  it('opens by the clocks of the day itself, in winter and in summer', () => {
    const friday = Date.parse('2026-03-06T17:00-05:00')
    expect(addWorkingMinutes(boston, friday, 120)).toBe(Date.parse('2026-03-09T09:00-04:00'))
    const october = Date.parse('2026-10-30T17:00-04:00')
    expect(addWorkingMinutes(boston, october, 120)).toBe(Date.parse('2026-11-02T09:00-05:00'))
    expect(deadline(boston, 'working-day', friday, 1440)).toBe(Date.parse('2026-03-09T18:00-04:00'))
    expect(isWorkingMoment(boston, Date.parse('2026-07-06T08:00-04:00'))).toBe(true)
    expect(isWorkingMoment(boston, Date.parse('2026-07-06T07:59-04:00'))).toBe(false)
  })

  it('never lets a deadline fall in closed hours, and counts back exactly what was added', () => {
    fc.assert(
      fc.property(day, limit, (minute, minutes) => {
        const due = addWorkingMinutes(boston, minute * 60_000, minutes)
        expect(isWorkingMoment(boston, due - 1)).toBe(true)
        expect(workingMinutesBetween(boston, minute * 60_000, due)).toBeCloseTo(minutes, 6)
      }),
    )
  })

  it('goes forward also in the hour that comes twice, where offices never close', () => {
    const always = countyCalendar({
      zone: 'America/New_York',
      slots: [[0, 1440]],
      overrides: new Map(),
      chinese: false,
    })
    const open = { ...always, isWorkingDay: () => true }
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 240 }), limit, (minute, minutes) => {
        const start = Date.parse('2026-11-01T04:00Z') + minute * 60_000
        expect(addWorkingMinutes(open, start, minutes)).toBeGreaterThan(start)
      }),
    )
  })
})
