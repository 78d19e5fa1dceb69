import fc from 'fast-check'
import { expect, it } from 'vitest'
import { breaksRise, densityClass } from './density-class.ts'
import { quantileBreaks } from './quantile-breaks.ts'

it('parts what is above 0 into six classes of about equal shares', () => {
  const values = Array.from({ length: 600 }, (_, index) => (index % 60 === 0 ? 0 : index / 10))
  const breaks = quantileBreaks(values)
  expect(breaks).toEqual([10, 20, 30, 40, 50])
  const shares = new Map<number, number>()
  for (const value of values.filter((one) => one > 0)) {
    const number = densityClass(value, breaks ?? [])
    shares.set(number, (shares.get(number) ?? 0) + 1)
  }
  expect([...shares.values()].every((count) => Math.abs(count - 98) <= 3)).toBe(true)
})

it('gives breaks that rise from above 0 for any values, or says that there are none', () => {
  const value = fc.oneof(fc.double({ min: -10, max: 1e6 }), fc.constantFrom(0, 3, Number.NaN, Infinity))
  fc.assert(
    fc.property(fc.array(value, { maxLength: 40 }), (values) => {
      const breaks = quantileBreaks(values)
      const some = values.some((one) => one > 0 && Number.isFinite(one))
      expect(breaks === null ? !some : breaksRise(breaks)).toBe(true)
    }),
    { seed: 31 },
  )
})

it('takes one break where all values are one', () => {
  expect(quantileBreaks([7, 7, 7])).toEqual([7])
})
