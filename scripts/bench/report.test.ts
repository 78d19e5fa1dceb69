import { expect, test } from 'vitest'
import type { Benchmark } from './benchmark.ts'
import { median, percentile } from './measure.ts'
import { seededRandom } from './random.ts'
import { lineOf, lineWithout, table } from './report.ts'
import { chooses } from './select.ts'

const fast: Benchmark = { name: 'coverage.sweep', unit: 'ms', budget: { atMost: 12 }, run: () => ({ value: 1 }) }

test('a figure keeps its budget and is compared with its peer in the direction of the budget', () => {
  const line = lineOf(fast, { value: 10, peer: { name: 'pgRouting', value: 500, timesAtLeast: 40 } })
  expect(line).toMatchObject({ pass: true, ratio: 50, peerValue: 500, budget: '<= 12, >= 40 x' })
})

test('a figure that is within its budget but too close to its peer does not pass', () => {
  expect(lineOf(fast, { value: 10, peer: { name: 'pgRouting', value: 50, timesAtLeast: 40 } }).pass).toBe(false)
})

test('a peer that could not be measured is named with its reason', () => {
  const line = lineOf(fast, { value: 10, peer: { name: 'pgRouting', skipped: 'no PostGIS' } })
  expect(line).toMatchObject({ peer: 'pgRouting', peerValue: null, pass: true, note: 'peer skipped: no PostGIS' })
})

test('a further figure appends its name and has its own unit and budget', () => {
  const line = lineOf(fast, { name: '.p99', value: 3, unit: 's', budget: null })
  expect(line).toMatchObject({ name: 'coverage.sweep.p99', unit: 's', budget: null, pass: null })
})

test('a skipped benchmark is no failure, a broken one is', () => {
  expect(lineWithout(fast, 'skipped', 'no PostGIS').pass).toBeNull()
  expect(lineWithout(fast, 'failed', 'boom').pass).toBe(false)
})

test('the table has one row a line under two rows of head', () => {
  expect(table([lineOf(fast, { value: 1234.5 })]).split('\n')).toHaveLength(3)
  expect(table([lineOf(fast, { value: 1234.5 })])).toContain('1,235')
})

test('names are chosen by prefix on whole words or by pattern', () => {
  expect(chooses(['tiles'], 'tiles.z13.warm')).toBe(true)
  expect(chooses(['tile'], 'tiles.z13.warm')).toBe(false)
  expect(chooses(['*.warm'], 'tiles.z13.warm')).toBe(true)
  expect(chooses([], 'anything')).toBe(true)
})

test('median, percentile and random numbers are the same every time', () => {
  expect(median([3, 1, 2])).toBe(2)
  expect(percentile([1, 2, 3, 4], 0.99)).toBe(4)
  expect(seededRandom(7)()).toBe(seededRandom(7)())
})
