import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { withholdSmall } from './withhold.ts'

describe('withholding small counts', () => {
  it('shows nothing, withholds a few, shows many', () => {
    expect(withholdSmall([0, 3, 12, 14, 30, 30], 5)).toEqual([0, null, 12, null, 30, 30])
  })

  it('never lets two shown counts differ by a few', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(8), { maxLength: 8 }), (steps) => {
        let sum = 0
        const shown = withholdSmall(
          steps.map((step) => (sum += step)),
          5,
        ).filter((count) => count !== null)
        shown.reduce((before, count) => {
          expect(count - before === 0 || count - before >= 5).toBe(true)
          return count
        }, 0)
      }),
    )
  })
})
