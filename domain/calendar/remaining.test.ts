import { describe, expect, it } from 'vitest'
import { chineseCalendar } from './chinese-calendar.ts'
import { countyCalendar } from './county-calendar.ts'
import { deadline } from './deadline.ts'
import { recalculate } from './recalculate.ts'
import { dueWithRemaining, remainingMinutes, resumeDeadline } from './remaining.ts'
import { localOf, officeSlots } from './working-calendar.ts'

const at = (local: string): number => Date.parse(`${local}+08:00`)
const DAY = 1440

describe('the working-day clock', () => {
  const due = (start: string, days: number) => deadline(chineseCalendar, 'working-day', at(start), days * DAY)

  it('counts from the next working day and ends with the closing minute of the last', () => {
    // 2026-11-20 is a Friday
    expect(due('2026-11-19T09:00', 1)).toBe(at('2026-11-20T18:00'))
    expect(due('2026-11-20T17:59', 5)).toBe(at('2026-11-27T18:00'))
    expect(due('2026-11-21T03:00', 1)).toBe(at('2026-11-23T18:00'))
    expect(due('2026-09-30T10:00', 1)).toBe(at('2026-10-08T18:00'))
  })

  it('has whole days left until its last, then the working minutes of that day', () => {
    const left = (now: string) => remainingMinutes(chineseCalendar, 'working-day', at(now), at('2026-11-24T18:00'))
    expect(left('2026-11-20T10:00')).toBe(2 * DAY)
    expect(left('2026-11-22T10:00')).toBe(2 * DAY)
    expect(left('2026-11-23T17:00')).toBe(DAY)
    expect(left('2026-11-24T07:00')).toBe(480)
    expect(left('2026-11-24T13:00')).toBe(240)
    expect(left('2026-11-24T18:00')).toBe(0)
  })

  it('stopped on its last day, ends on the day it goes on or, where too little of it is left, on the next', () => {
    const resumed = (now: string) =>
      resumeDeadline(chineseCalendar, 'working-day', at('2026-11-24T15:00'), at(now), at('2026-11-24T18:00'))
    expect(resumed('2026-11-26T09:00')).toBe(at('2026-11-26T18:00'))
    expect(resumed('2026-11-26T15:30')).toBe(at('2026-11-27T18:00'))
    expect(resumed('2026-11-28T10:00')).toBe(at('2026-11-30T18:00'))
  })
})

describe('a calendar', () => {
  const resting = { ...chineseCalendar, isWorkingDay: () => false }

  it('counts on for decades, but not for ever where nobody works', () => {
    const due = deadline(chineseCalendar, 'working', at('2026-11-20T09:00'), 480 * 250 * 20)
    expect(remainingMinutes(chineseCalendar, 'working', at('2026-11-20T09:00'), due)).toBe(480 * 250 * 20)
    expect(() => deadline(resting, 'working', at('2026-11-20T09:00'), 60)).toThrow('ten years')
    expect(() => deadline(resting, 'working-day', at('2026-11-20T09:00'), DAY)).toThrow('ten years')
  })
})

describe('what remains', () => {
  it('ends with the slot that it fills, whatever the fractions of its minutes leave over', () => {
    const due = deadline(chineseCalendar, 'working', at('2026-01-25T17:58:09.626'), 480 * 60)
    const now = at('2026-01-26T08:00:09.626')
    const remaining = remainingMinutes(chineseCalendar, 'working', now, due)
    expect(new Date(dueWithRemaining(chineseCalendar, 'working', now, remaining))).toEqual(new Date(due))
  })
})

describe('the natural clock', () => {
  it('counts days of 24 hours, weekend or not', () => {
    expect(deadline(chineseCalendar, 'natural', at('2026-11-20T17:00'), 15 * DAY)).toBe(at('2026-12-05T17:00'))
  })
})

describe('a pause', () => {
  it('leaves working hours what they had, however long it lasts', () => {
    const due = deadline(chineseCalendar, 'working', at('2026-11-20T09:00'), 240)
    expect(resumeDeadline(chineseCalendar, 'working', at('2026-11-20T10:00'), at('2026-12-19T20:00'), due)).toBe(
      at('2026-12-21T11:00'),
    )
  })

  it('does not save what is late', () => {
    expect(resumeDeadline(chineseCalendar, 'emergency', at('2026-11-20T10:00'), at('2026-11-21T10:00'), 5)).toBe(5)
  })
})

describe('a county that declares Monday a holiday', () => {
  const monday = localOf(chineseCalendar, at('2026-11-23T12:00')).day
  const changed = countyCalendar({ zone: 480, slots: officeSlots, overrides: new Map([[monday, false]]) })
  const now = at('2026-11-20T17:00')
  const clock = { clock: 'working', due: at('2026-11-23T09:00'), suspendedAt: null, doneAt: null } as const

  it('moves an open deadline to Tuesday', () => {
    expect(recalculate(clock, chineseCalendar, changed, now)).toBe(at('2026-11-24T09:00'))
  })

  it('moves a standing clock by what it had when it stopped', () => {
    const standing = { ...clock, suspendedAt: at('2026-11-20T16:30') }
    expect(recalculate(standing, chineseCalendar, changed, at('2026-12-01T09:00'))).toBe(at('2026-11-24T09:00'))
  })

  it('leaves alone what is done, what is late and what does not meet that day', () => {
    expect(recalculate({ ...clock, doneAt: now - 1 }, chineseCalendar, changed, now)).toBe(clock.due)
    expect(recalculate(clock, chineseCalendar, changed, at('2026-11-23T09:00'))).toBe(clock.due)
    const soon = at('2026-11-20T17:20')
    expect(recalculate({ ...clock, due: soon }, chineseCalendar, changed, now)).toBe(soon)
  })
})
