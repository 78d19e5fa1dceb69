import { expect, it } from 'vitest'
import { isDay } from './is-day.ts'

it('tells a day of the calendar from what only looks like one', () => {
  expect(['2026-10-01', '2024-02-29', '0001-01-01'].map(isDay)).toEqual([true, true, true])
  expect(['2026-99-99', '2026-02-30', '2025-02-29', '2026-1-1', '26-10-01', '', 'today'].filter(isDay)).toEqual([])
})
