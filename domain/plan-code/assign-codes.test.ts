import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assignCodes, type ToCode } from './assign-codes.ts'

const square = (west: number, north: number) => [
  [[west, north - 10, west + 10, north - 10, west + 10, north, west, north]],
]
const fresh = (key: string, west: number, north = 100, parent = 'C'): ToCode => ({
  key,
  parent,
  keeps: null,
  polygons: square(west, north),
})
const coded = (areas: readonly ToCode[], used: readonly string[] = [], digits = 3, more = digits) => {
  const answer = assignCodes(areas, used, digits, more)
  return answer.ok ? Object.fromEntries(answer.codes) : answer
}

const areaOf = fc.record({
  west: fc.integer({ min: 0, max: 50 }),
  north: fc.integer({ min: 0, max: 50 }),
  parent: fc.constantFrom('370699001001', '370699001002', 'WARD_3'),
})
const world = fc.tuple(
  fc.array(areaOf, { maxLength: 30 }),
  fc.array(fc.tuple(fc.constantFrom('370699001001', '370699001002', 'WARD_3'), fc.integer({ min: 1, max: 400 })), {
    maxLength: 30,
  }),
)

describe('uniform codes', () => {
  it('run from west to east, and from north to south where west edges are the same', () => {
    expect(coded([fresh('east', 30), fresh('south', 10, 50), fresh('north', 10, 90), fresh('west', 0)])).toEqual({
      west: 'C001',
      north: 'C002',
      south: 'C003',
      east: 'C004',
    })
  })

  it('begin after the highest number ever given, whether it still stands or not', () => {
    expect(coded([fresh('a', 0)], ['C001', 'C007'])).toEqual({ a: 'C008' })
    expect(coded([fresh('a', 0)], ['C0071', 'D009', 'Cx12'])).toEqual({ a: 'C001' })
  })

  it('stay with the areas that have one', () => {
    expect(coded([{ ...fresh('old', 90), keeps: 'C001' }, fresh('new', 0)], ['C001'])).toEqual({
      old: 'C001',
      new: 'C002',
    })
  })

  it('are refused with the parent where the numbers are used up, or take a digit more where that is allowed', () => {
    expect(coded([fresh('a', 0)], ['C999'])).toEqual({ ok: false, parent: 'C', most: 999 })
    expect(coded([fresh('a', 0)], ['C99'], 2, 3)).toEqual({ a: 'C100' })
    expect(coded([fresh('a', 0)], ['C07'], 2, 3)).toEqual({ a: 'C08' })
  })

  it('law: never one that was given before, never one twice, all of one form, in the order of the ground', () => {
    fc.assert(
      fc.property(world, ([drawn, given]) => {
        const used = given.map(([parent, number]) => parent + String(number).padStart(3, '0'))
        const areas = drawn.map(({ west, north, parent }, i) => fresh(`k${i}`, west, north, parent))
        const answer = assignCodes(areas, used, 3)
        if (!answer.ok) return false
        const codes = areas.map((area) => answer.codes.get(area.key)!)
        expect(new Set(codes).size).toBe(areas.length)
        expect(codes.filter((code) => used.includes(code))).toEqual([])
        for (const [i, area] of areas.entries()) {
          expect(codes[i]).toMatch(new RegExp(`^${area.parent}\\d{3}$`))
          for (const [j, other] of areas.entries())
            if (area.parent === other.parent && drawn[i]!.west < drawn[j]!.west)
              expect(codes[i]! < codes[j]!).toBe(true)
        }
        return true
      }),
      { seed: 7, numRuns: 300 },
    )
  })

  it('law: what is given does not hang on the order in which areas are told', () => {
    fc.assert(
      fc.property(world, ([drawn]) => {
        const areas = drawn.map(({ west, north, parent }, i) => fresh(`k${i}`, west, north, parent))
        expect(coded([...areas].reverse())).toEqual(coded(areas))
      }),
      { seed: 8, numRuns: 100 },
    )
  })
})
