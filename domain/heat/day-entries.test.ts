import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type DayEntries, packDays, unpackDays } from './day-entries.ts'

const day = fc.uniqueArray(fc.integer({ min: 0, max: 4_000_000 }), { maxLength: 30 }).chain((places) =>
  fc.array(fc.integer({ min: 1, max: 70_000 }), { minLength: places.length, maxLength: places.length }).map(
    (filed): DayEntries => ({
      place: Uint32Array.from(places).sort(),
      filed: Uint32Array.from(filed),
    }),
  ),
)

describe('days as bytes', () => {
  it('come back as they were, empty days and far places included', () => {
    fc.assert(
      fc.property(fc.array(day, { maxLength: 12 }), (days) => {
        expect(unpackDays(packDays(days), days.length)).toEqual(days)
      }),
      { seed: 51, numRuns: 60 },
    )
  })

  it('take a byte for an issue beside the last, and are those of the contract', () => {
    const days = [
      { place: Uint32Array.of(3, 4, 5), filed: Uint32Array.of(1, 1, 9) },
      { place: Uint32Array.of(), filed: Uint32Array.of() },
      { place: Uint32Array.of(100), filed: Uint32Array.of(1) },
    ]
    expect([...packDays(days)]).toEqual([3, 6, 0, 1, 9, 0, 1, 200, 1])
  })

  it('are refused when they are cut, longer, or say more than they hold', () => {
    const bytes = packDays([{ place: Uint32Array.of(1, 500), filed: Uint32Array.of(1, 2) }])
    expect(() => unpackDays(bytes.subarray(0, bytes.length - 1), 1)).toThrow('packed days')
    expect(() => unpackDays(bytes, 0)).toThrow('too many')
    expect(() => unpackDays(Uint8Array.of(200, 200, 200), 1)).toThrow('packed days')
    expect(() => unpackDays(Uint8Array.of(100), 1)).toThrow('100 entries')
  })

  it('cannot be made of places that fall', () => {
    expect(() => packDays([{ place: Uint32Array.of(5, 5), filed: Uint32Array.of(1, 1) }])).toThrow('entry 1')
  })
})
