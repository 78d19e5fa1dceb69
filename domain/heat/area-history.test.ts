import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emptyAreaWindow, filedInAreas, moveAreaWindow, packAreaHistory } from './area-history.ts'

const DAYS = 12
const codes = ['A', 'B', 'C']
const days = Array.from({ length: DAYS }, (_, day) => `2026-03-${String(day + 1).padStart(2, '0')}`)
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
        const entries = given.toSorted(([a], [b]) => a - b)
        const history = packAreaHistory(
          {
            ...{ days, places: [...codes, 'gone'] },
            day: entries.map(([day]) => day),
            place: entries.map(([, place]) => place),
            filed: entries.map(([, , filed]) => filed),
          },
          codes,
        )
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
        expect(filedInAreas(history)).toEqual(
          days.map((_, at) =>
            entries.reduce((sum, [day, place, filed]) => sum + (day === at && place < 3 ? filed : 0), 0),
          ),
        )
      }),
      { seed: 31, numRuns: 60 },
    )
  })
})
