import { expect, it } from 'vitest'
import { monthStarts, trendOutline, windowTotals } from './play-trend.ts'

it('adds up the window that ends on each day, short ones at the beginning', () => {
  expect(windowTotals([1, 2, 3, 4], 2)).toEqual([1, 3, 5, 7])
  expect(windowTotals([1, 2, 3, 4], 90)).toEqual([1, 3, 6, 10])
  expect(windowTotals([], 7)).toEqual([])
})

it('outlines values from the foot to the highest of them', () => {
  expect(trendOutline([0, 5, 10])).toBe('M0 100L0.00 100.0L50.00 50.0L100.00 0.0L100 100z')
  expect(trendOutline([0])).toBe('M0 100L50.00 100.0L100 100z')
})

it('names months, and fewer of them where many would not fit', () => {
  const days = Array.from({ length: 400 }, (_, day) =>
    new Date(Date.UTC(2025, 10, 15 + day)).toISOString().slice(0, 10),
  )
  const named = (most: number) => monthStarts(days, most).map((index) => days[index]!.slice(0, 7))
  expect(named(14)).toHaveLength(13)
  expect(named(6)).toEqual(['2026-01', '2026-04', '2026-07', '2026-10'])
  expect(named(1)).toEqual(['2026-01'])
})
