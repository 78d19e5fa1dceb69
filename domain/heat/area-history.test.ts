import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { areaEntries, emptyAreaWindow, moveAreaWindow } from './area-history.ts'

const DAYS = 12
const codes = ['A', 'B', 'C']
/** Day, area of `codes` or 3 for one that is gone, issues. */
const entry = fc.tuple(
  fc.integer({ min: 0, max: DAYS - 1 }),
  fc.integer({ min: 0, max: 3 }),
  fc.integer({ min: 1, max: 9 }),
)

describe('a window over what areas filed', () => {
  it('counts after any moves what lies in it, and leaves out areas that are none of today', () => {
    const moves = fc.array(fc.tuple(fc.integer({ min: 0, max: DAYS }), fc.integer({ min: 0, max: DAYS })), {
      minLength: 1,
      maxLength: 20,
    })
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 40 }), moves, (given, path) => {
        const entries = [...new Map(given.map((one) => [`${one[0]} ${one[1]}`, one])).values()]
        const places = [...codes, 'gone']
        const indexOf = new Map(codes.map((code, index) => [code, index]))
        const history = Array.from({ length: DAYS }, (_, day) => {
          const filed = entries.filter(([at]) => at === day).sort(([, a], [, b]) => a - b)
          const told = { place: filed.map(([, place]) => place), filed: filed.map(([, , count]) => count) }
          return areaEntries(
            { place: Uint32Array.from(told.place), filed: Uint32Array.from(told.filed) },
            places,
            indexOf,
          )
        })
        const window = emptyAreaWindow(codes.length)
        for (const [a, b] of path) {
          const [from, to] = [Math.min(a, b), Math.max(a, b)]
          moveAreaWindow(window, history, from, to)
          const inside = entries.filter(([day, place]) => day >= from && day < to && place < 3)
          const counts = codes.map((_, area) =>
            inside.reduce((sum, [, place, filed]) => sum + (place === area ? filed : 0), 0),
          )
          expect([...window.counts]).toEqual(counts)
          expect(window.filed).toBe(counts.reduce((sum, count) => sum + count, 0))
        }
      }),
      { seed: 31, numRuns: 60 },
    )
  })

  it('is not moved over a day that has not come', () => {
    const some = { place: Uint32Array.of(0), filed: Uint32Array.of(2) }
    const window = emptyAreaWindow(1)
    moveAreaWindow(window, [some, null], 0, 1)
    expect([...window.counts]).toEqual([2])
    expect(() => moveAreaWindow(window, [some, null], 0, 2)).toThrow('day 1 of 2 has not come yet')
  })
})
