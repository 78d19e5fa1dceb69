import { expect, it } from 'vitest'
import {
  changedChoice,
  choiceKeys,
  type HeatChoice,
  printChoice,
  readChoice,
  type UsualHeat,
  withKind,
} from './heat-choice.ts'
import { compares, densityQuestion, emergingQuestion, listFilter, rateQuestion, weeksOf } from './heat-questions.ts'
import { printNumbers } from './print-numbers.ts'
import { dayOf, startOfDay } from './start-of-day.ts'

const usual: UsualHeat = {
  kind: 'density',
  window: { kind: 'open' },
  state: 'all',
  category: null,
  by: 'micro_grid',
  bandwidthMeters: 300,
}
const place = { county: '370699', timeZone: 'Asia/Shanghai', draft: null, draftVersion: 0 }
const read = (address: string) => {
  const search = new URLSearchParams(address)
  return readChoice((key) => search.get(key), usual)
}
const plain = read('')

it('leaves no trace of what is usual, and reads back whatever was chosen', () => {
  expect(Object.values(printChoice(plain, usual)).every((text) => text === null)).toBe(true)
  const chosen: HeatChoice = {
    kind: 'emerging',
    window: { kind: 'dates', from: '2026-10-01', to: '2026-10-31' },
    state: 'open',
    before: true,
    category: 'N01',
    source: ['patrol', 'hotline'],
    hours: [7, 8, 9, 17],
    weekdays: [1, 2, 3, 4, 5],
    by: 'cell',
    base: 'area',
    cellMeters: 250,
    bandwidthMeters: 800,
    breaks: [1, 2.5, 10],
  }
  const search = new URLSearchParams()
  for (const [name, text] of Object.entries(printChoice(chosen, usual)))
    if (text !== null) search.set(choiceKeys[name as keyof HeatChoice], text)
  expect(read(search.toString())).toEqual(chosen)
})

it('goes to a quarter of a year with hot spots, because those open now are too few, and keeps any other window', () => {
  const hot = { kind: 'significance' } as const
  expect(withKind(plain, 'significance')).toEqual({ ...hot, window: { kind: 'days', days: 90 }, state: 'all' })
  expect(withKind(read('heat.window=30&heat.state=open'), 'significance')).toEqual(hot)
  expect(withKind(read('breaks=1,2'), 'rate')).toEqual({ kind: 'rate' })
})

it('forgets classes that were told for another window, kind or comparison, and keeps them otherwise', () => {
  const told = read('breaks=1,2&heat.window=30')
  expect(changedChoice(told, { kind: 'rate' }).breaks).toBe(null)
  expect(changedChoice(told, { window: { kind: 'days', days: 90 } }).breaks).toBe(null)
  expect(changedChoice(told, { state: 'open' }).breaks).toBe(null)
  expect(changedChoice(told, { before: true }).breaks).toBe(null)
  expect(changedChoice(told, { bandwidthMeters: 500 }).breaks).toEqual([1, 2])
  expect(changedChoice(told, { breaks: [3] }).breaks).toEqual([3])
})

it('takes what cannot be read as usual; a bandwidth beyond its limits is left for the server to refuse in words', () => {
  expect(
    read(
      'heat=magic&heat.window=0&heat.hours=25&heat.source=gods&heat.by=street&breaks=5,2&bandwidth=1e9&heat.cell=&heat.category=%00',
    ),
  ).toEqual({ ...plain, bandwidthMeters: 1e9 })
  expect(read('heat.window=2026-02-30..2026-03-01').window).toEqual({ kind: 'open' })
})

it('asks for days of the county in its own time zone, the last day included', () => {
  const choice = read('heat.window=2026-10-01..2026-10-31&heat.hours=7,8,9')
  expect(densityQuestion(choice, place)).toEqual({
    county: '370699',
    state: 'all',
    from: '2026-09-30T16:00:00.000Z',
    to: '2026-10-31T16:00:00.000Z',
    hours: '7-9',
    bandwidthMeters: 300,
  })
})

it('lists the issues of the last days by their first moment', () => {
  const choice = read('heat.window=7&heat.state=open&heat.category=N')
  expect(listFilter(choice, place, Date.parse('2026-11-21T06:00:00Z'))).toEqual({
    county: '370699',
    state: 'open',
    category: 'N',
    from: '2026-11-14T06:00:00.000Z',
  })
})

it('compares only a window that begins', () => {
  expect(compares(read('heat.before=1'))).toBe(false)
  expect(rateQuestion(read('heat.before=1&heat.window=30'), place)).toMatchObject({ days: 30, compare: 'before' })
})

it('counts whole weeks back from the end of the window, a quarter of a year where it is too short', () => {
  expect(['', 'heat.window=7', 'heat.window=30', 'heat.window=90', 'heat.window=365'].map(read).map(weeksOf)).toEqual([
    13, 13, 4, 13, 52,
  ])
  const asked = emergingQuestion(read('heat.window=2026-01-01..2026-06-30'), place)
  expect(asked).toMatchObject({ weeks: 26, to: '2026-06-30T16:00:00.000Z' })
  expect(asked).not.toHaveProperty('from')
})

it('counts by grids of today where a draft is asked for and none is open', () => {
  expect(rateQuestion(read('heat.by=draft'), place)).toMatchObject({ by: 'grid' })
  expect(rateQuestion(read('heat.by=draft'), { ...place, draft: 'abcdefghij12' })).toMatchObject({
    by: 'draft',
    draft: 'abcdefghij12',
  })
})

it('finds where a day begins, also when clocks move that day', () => {
  expect(new Date(startOfDay('2026-03-08', 'America/New_York')).toISOString()).toBe('2026-03-08T05:00:00.000Z')
  expect(new Date(startOfDay('2026-03-08', 'America/New_York', 1)).toISOString()).toBe('2026-03-09T04:00:00.000Z')
  expect(dayOf(Date.parse('2026-11-21T16:00:00Z'), 'Asia/Shanghai')).toBe('2026-11-22')
})

it('joins neighbours among numbers', () => {
  expect(printNumbers([9, 7, 8, 17, 7])).toBe('7-9,17')
  expect(printNumbers([])).toBe('')
})
