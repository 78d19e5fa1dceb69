import { describe, expect, it } from 'vitest'
import type { CalendarDay } from '#domain/contract/calendar.ts'
import { daysOfEdits, noEdits, shownDay, toggled, weeksOfMonth, withEdit } from './calendar-edit.ts'

const monday: CalendarDay = {
  day: '2026-11-23',
  working: true,
  source: 'week',
  name: '',
  countryName: '',
  countryNameEn: '',
  workingOtherwise: true,
}
const festival: CalendarDay = { ...monday, working: false, source: 'county', name: '渔家节' }

describe('editing a day', () => {
  it('toggled once is the county’s, twice the country’s again', () => {
    const once = toggled(monday, noEdits)
    expect(shownDay(monday, once)).toMatchObject({ working: false, source: 'county', edited: true })
    expect(toggled(monday, once).size).toBe(0)
  })

  it('keeps its name while it has one', () => {
    const named = withEdit(noEdits, monday, { working: false, name: '渔家节' })
    expect(shownDay(monday, toggled(monday, named))).toMatchObject({ working: true, name: '渔家节', source: 'county' })
  })

  it('given back to the country, a saved day is an edit', () => {
    const back = withEdit(noEdits, festival, { working: null, name: '' })
    expect(daysOfEdits(back)).toEqual([{ day: '2026-11-23', working: null, name: '' }])
    expect(shownDay(festival, back)).toMatchObject({ working: true, source: 'week', name: '' })
    expect(withEdit(back, festival, { working: false, name: '渔家节' }).size).toBe(0)
  })
})

it('a month stands in weeks from Monday to Sunday', () => {
  const days = Array.from({ length: 30 }, (_, i) => ({ day: `2026-11-${String(i + 1).padStart(2, '0')}` }))
  const weeks = weeksOfMonth(days)
  expect(weeks[0]).toEqual([null, null, null, null, null, null, { day: '2026-11-01' }])
  expect(weeks.at(-1)?.[0]).toEqual({ day: '2026-11-30' })
  expect(weeks.every((week) => week.length === 7)).toBe(true)
})
