import { describe, expect, it } from 'vitest'
import { localG } from './local-g.ts'
import { neighboursOf } from './neighbours.ts'

// Six places and values of the example in the documentation of PySAL's esda, G_Local(..., star=True), binary weights of a
// distance band of 15; Gi* is the same for weights divided by the number of neighbours.
const east = Float64Array.of(10, 20, 40, 15, 30, 30)
const north = Float64Array.of(10, 10, 10, 20, 20, 30)
const values = Float64Array.of(2, 3, 3.2, 5, 8, 7)

describe('Gi*', () => {
  it("equals the published values of esda's example", () => {
    const z = localG(values, neighboursOf(east, north, { withinMeters: 15, atLeast: 0 }))
    const published = [-1.39727626, -0.28917762, 0.65064964, -0.28917762, 1.23452088, 2.02424331]
    for (const [area, value] of published.entries()) expect(Math.abs(z[area]! - value)).toBeLessThan(1e-6)
  })

  it('equals a case by hand', () => {
    // values 1, 2, 6 in a row: mean 3, variance (4 + 1 + 9) / 3 = 14/3. The first and second are neighbours, mean 1.5:
    // z = (1.5 - 3) / sqrt(14/3 * (3/2 - 1) / 2) = -1.5 / sqrt(7/6)
    const z = localG(Float64Array.of(1, 2, 6), {
      offsets: Int32Array.of(0, 2, 5, 7),
      list: Int32Array.of(0, 1, 0, 1, 2, 1, 2),
    })
    expect(z[0]).toBeCloseTo(-1.5 / Math.sqrt(7 / 6), 12)
    // the middle one sees all: nothing can be told
    expect(z[1]).toBe(0)
  })

  it('leaves out an area without value everywhere', () => {
    const near = neighboursOf(east, north, { withinMeters: 15, atLeast: 0 })
    const holed = values.slice()
    holed[2] = Number.NaN
    const z = localG(holed, near)
    expect(z[2]).toBeNaN()
    const fewer = [0, 1, 3, 4, 5]
    const pick = (numbers: Float64Array) => Float64Array.from(fewer, (area) => numbers[area]!)
    const alone = localG(pick(values), neighboursOf(pick(east), pick(north), { withinMeters: 15, atLeast: 0 }))
    expect(Array.from(fewer, (area) => z[area])).toEqual(Array.from(alone))
  })

  it('is 0 where all areas are alike', () => {
    expect(
      Array.from(localG(new Float64Array(6).fill(3), neighboursOf(east, north, { withinMeters: 15, atLeast: 0 }))),
    ).toEqual([0, 0, 0, 0, 0, 0])
  })
})

describe('neighbours', () => {
  const near = (index: number, rule: { withinMeters: number; atLeast: number }) => {
    const { offsets, list } = neighboursOf(east, north, rule)
    return Array.from(list.subarray(offsets[index]!, offsets[index + 1]!))
  }

  it('are those within the distance and the area itself', () => {
    expect(near(1, { withinMeters: 15, atLeast: 0 })).toEqual([0, 1, 3, 4])
    expect(near(1, { withinMeters: 0, atLeast: 0 })).toEqual([1])
  })

  it('are the nearest where the distance gives too few, and all when there are no more', () => {
    expect(near(2, { withinMeters: 1, atLeast: 1 })).toEqual([2, 4])
    expect(near(2, { withinMeters: 1, atLeast: 9 })).toEqual([0, 1, 2, 3, 4, 5])
  })

  it('take all or none of those equally far, so that cells of a lattice have no favourite side', () => {
    const side = Float64Array.from({ length: 25 }, (_, cell) => (cell % 5) * 500)
    const up = Float64Array.from({ length: 25 }, (_, cell) => Math.floor(cell / 5) * 500)
    const { offsets } = neighboursOf(side, up, { withinMeters: 500, atLeast: 6 })
    expect(offsets[13]! - offsets[12]!).toBe(9)
  })

  it('of areas at one point, of one area and of none are themselves', () => {
    const one = Float64Array.of(3, 3)
    expect(Array.from(neighboursOf(one, one, { withinMeters: 0, atLeast: 0 }).list)).toEqual([0, 1, 0, 1])
    const none = new Float64Array(0)
    expect(neighboursOf(none, none, { withinMeters: 100, atLeast: 6 }).list).toHaveLength(0)
  })
})
