import { expect, it } from 'vitest'
import { marksAt } from './marks-at.ts'
import { CATEGORY_SHIFT, NEVER, type ReplaySpans, spanColumns, spanFact } from './replay.ts'

const usual = { longitude: 0, latitude: 370_000_000, begin: 0, end: NEVER, next: NEVER, answerBy: 0, answered: 0 }
const rest = { finishBy: 10_000, finished: NEVER, place: 0, facts: spanFact.filed as number }

function spans(...rows: Partial<Record<(typeof spanColumns)[number], number>>[]): ReplaySpans {
  const all = rows.map((row, index) => ({ ...usual, ...rest, longitude: (120 + index) * 1e7, ...row }))
  const columns = spanColumns.map((name) => [name, Int32Array.from(all, (row) => row[name])])
  return { count: rows.length, ...Object.fromEntries(columns) }
}

it('stand by what their clocks said at the moment, each only while its issue was open', () => {
  const told = spans(
    { finishBy: 20_000 },
    { finishBy: 8_000 },
    { finishBy: 4_000 },
    { finishBy: 4_000, facts: spanFact.standing },
    { finishBy: 4_000, finished: 4_500 },
    { begin: 5_001 },
    { end: 5_000 },
  )
  const at = marksAt(told, 5_000)
  const longitudes = (places: Float32Array) => [...places].filter((_, index) => index % 2 === 0)
  expect(longitudes(at.onTime)).toEqual([120, 123, 124])
  expect(longitudes(at.soon)).toEqual([121])
  expect(longitudes(at.late)).toEqual([122])
})

it('are those of the categories that are shown', () => {
  const told = spans({ place: 1 | (2 << CATEGORY_SHIFT) }, { place: 1 | (3 << CATEGORY_SHIFT) })
  expect([...marksAt(told, 100, new Set([3])).onTime]).toEqual([121, 37])
})
