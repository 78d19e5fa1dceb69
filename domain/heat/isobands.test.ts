import { area, booleanPointInPolygon, multiPolygon } from '@turf/turf'
import { contours } from 'd3-contour'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { breaksRise, densityClass, densityClasses, differenceClass } from './density-class.ts'
import { densitySurface } from './density-surface.ts'
import { differenceBands, type Isoband, isobands } from './isobands.ts'
import { isorings } from './isorings.ts'
import { nestRings, type Ring, signedArea } from './nest-rings.ts'
import { readSurface } from './read-surface.ts'
import type { Surface } from './surface.ts'

const plane = { longitude: 120.75, latitude: 37.8 }
const breaks = [2, 5, 10, 20, 40]
const place = fc.tuple(
  fc.double({ min: 120.73, max: 120.77, noNaN: true }),
  fc.double({ min: 37.79, max: 37.81, noNaN: true }),
)

function surfaceOf(places: readonly (readonly [number, number])[]): Surface {
  const result = densitySurface(Float64Array.from(places.flat()), plane, { bandwidthMeters: 300, cellMeters: 50 })
  if (!result.ok) throw new Error(result.reason)
  return result.surface
}

function bandsAt(bands: Isoband[], at: readonly [number, number]): number[] {
  return bands
    .filter(({ polygons }) => booleanPointInPolygon([...at], multiPolygon(polygons)))
    .map((band) => band.class)
}

describe('isobands', () => {
  it('put every place into exactly the class its density reads, but for the width of a line', () => {
    fc.assert(
      fc.property(
        fc.array(place, { minLength: 1, maxLength: 60 }),
        fc.array(place, { minLength: 20, maxLength: 20 }),
        (places, asked) => {
          const surface = surfaceOf(places)
          const bands = isobands(surface, breaks)
          for (const at of asked) {
            const density = readSurface(surface, ...at)
            const nearEdge = [0.02, ...breaks].some((edge) => Math.abs(density - edge) < 0.12 * edge + 0.06)
            if (nearEdge) continue
            const expected = densityClass(density, breaks)
            expect(bandsAt(bands, at)).toEqual(expected < 0 ? [] : [expected])
          }
        },
      ),
      { seed: 11, numRuns: 60 },
    )
  })

  it('cover the ground once: their areas add up to the area that is shown', () => {
    const surface = surfaceOf([
      [120.745, 37.8],
      [120.75, 37.802],
      [120.7502, 37.8021],
      [120.7504, 37.8022],
      [120.7506, 37.8023],
    ])
    const bands = isobands(surface, breaks)
    const whole = isobands(surface, [0.02 * 100]).reduce((sum, band) => sum + area(multiPolygon(band.polygons)), 0)
    const parts = bands.reduce((sum, band) => sum + area(multiPolygon(band.polygons)), 0)
    expect(parts / whole).toBeCloseTo(1, 4)
  })

  it('leave a lake of lower density open inside a ring of higher', () => {
    const ring = Array.from({ length: 24 }, (_, i): [number, number] => [
      120.75 + 0.008 * Math.cos((i * Math.PI) / 12),
      37.8 + 0.0065 * Math.sin((i * Math.PI) / 12),
    ])
    const bands = isobands(surfaceOf(ring), breaks)
    expect(bandsAt(bands, [120.75, 37.8])).toEqual([])
    expect(bands[0]!.polygons.some((polygon) => polygon.length === 2)).toBe(true)
  })

  it('wind counter-clockwise outside, clockwise around holes, and close', () => {
    for (const { polygons } of isobands(surfaceOf([[120.75, 37.8]]), breaks))
      for (const [outer, ...holes] of polygons) {
        expect(signedArea(outer!)).toBeGreaterThan(0)
        expect(outer!.at(-1)).toEqual(outer![0])
        for (const hole of holes) expect(signedArea(hole)).toBeLessThan(0)
      }
  })

  it('are none on an empty surface', () => {
    expect(isobands(surfaceOf([]), breaks)).toEqual([])
  })
})

describe('bands of a difference', () => {
  const difference = (): Surface => {
    const after = surfaceOf([
      [120.74, 37.8],
      [120.7402, 37.8],
      [120.76, 37.8],
    ])
    const less = surfaceOf([
      [120.74, 37.8],
      [120.7602, 37.8002],
      [120.76, 37.8],
      [120.76, 37.8],
    ])
    const at = (surface: Surface, column: number, row: number) => {
      const [x, y] = [column - surface.firstColumn, row - surface.firstRow]
      const inside = x >= 0 && y >= 0 && x < surface.width && y < surface.height
      return inside ? surface.values[y * surface.width + x]! : 0
    }
    const values = after.values.map((value, index) => {
      const column = after.firstColumn + (index % after.width)
      return value - at(less, column, after.firstRow + Math.floor(index / after.width))
    })
    return { ...after, values }
  }

  it('are above 0 where there is more and below where there is less, each break standing for both', () => {
    const bands = differenceBands(difference(), breaks)
    expect(bandsAt(bands, [120.7402, 37.8])).toEqual([
      differenceClass(readSurface(difference(), 120.7402, 37.8), breaks),
    ])
    expect(bandsAt(bands, [120.76, 37.8])).toEqual([differenceClass(readSurface(difference(), 120.76, 37.8), breaks)])
    expect(bandsAt(bands, [120.75, 37.8])).toEqual([])
    expect(bands.map((band) => [band.class, band.from])).toContainEqual([-1, 0])
    expect(new Set(bands.map((band) => band.class)).size).toBe(bands.length)
  })
})

describe('isorings', () => {
  it('enclose the same ground as another implementation of marching squares', () => {
    const numbers = fc.array(fc.double({ min: 0, max: 10, noNaN: true }), { minLength: 70, maxLength: 70 })
    fc.assert(
      fc.property(numbers, (inner) => {
        // with a rim of zeros: the other one does not interpolate towards the outside
        const values = new Float32Array(12 * 9)
        inner.forEach((value, index) => {
          values[(Math.floor(index / 10) + 1) * 12 + (index % 10) + 1] = value
        })
        const thresholds = [1, 4, 9]
        const ours = isorings({ width: 12, height: 9, values }, thresholds)
        const theirs = contours().size([12, 9]).contour
        for (const [level, threshold] of thresholds.entries()) {
          const rings = theirs(Array.from(values), threshold).coordinates.flat()
          const area = rings.reduce((sum, ring) => sum - signedArea(ring.map(([x, y]) => [x!, y!])), 0)
          const ground = ours[level]!.reduce((sum, ring) => sum + signedArea(ring), 0)
          // a saddle whose middle is inside is joined here and parted there: at most one cell each
          expect(Math.abs(ground - area) / 2).toBeLessThanOrEqual(saddles(values, 12, threshold) + 1e-6)
        }
      }),
      { seed: 13, numRuns: 100 },
    )
  })

  it('join a saddle whose middle is inside and part one whose middle is not', () => {
    const saddle = (middle: number) => Float32Array.of(middle, 1, 1, middle)
    expect(isorings({ width: 2, height: 2, values: saddle(9) }, [4])[0]).toHaveLength(1)
    expect(isorings({ width: 2, height: 2, values: saddle(5) }, [4])[0]).toHaveLength(2)
  })
})

function saddles(values: Float32Array, width: number, threshold: number): number {
  let count = 0
  for (let i = 0; i + width + 1 < values.length; i++) {
    const [a, b, c, d] = [i, i + 1, i + width, i + width + 1].map((index) => values[index]! >= threshold)
    if (a === d && b === c && a !== b) count += 1
  }
  return count
}

describe('nested rings', () => {
  const square = (from: number, to: number): Ring => [
    [from, from],
    [to, from],
    [to, to],
    [from, to],
    [from, from],
  ]

  it('turn a region inside another into a hole, and a hole of the inner into an island', () => {
    const polygons = nestRings([square(0, 10)], [square(1, 9), square(3, 5).toReversed()])
    expect(polygons.map((polygon) => polygon.length)).toEqual([1, 2])
  })
})

describe('density classes', () => {
  it('count from 0 below the first break, inclusive at each break, -1 where there is nothing', () => {
    expect([0, 0.01, 0.02, 1.99, 2, 9.99, 10, 40, 1e6, Number.NaN].map((value) => densityClass(value, breaks))).toEqual(
      [-1, -1, 0, 0, 1, 2, 3, 5, 5, -1],
    )
  })

  it('of differences have a sign, and 0 where there is nearly nothing', () => {
    expect(
      [0, 0.01, -0.01, 0.02, -0.02, -1.99, -2, 3, 40, -41, Number.NaN].map((v) => differenceClass(v, breaks)),
    ).toEqual([0, 0, 0, 1, -1, -1, -2, 2, 6, -6, 0])
  })

  it('name their edges', () => {
    expect(densityClasses([2, 5])).toEqual([
      { from: 0, to: 2 },
      { from: 2, to: 5 },
      { from: 5, to: null },
    ])
  })

  it('refuse breaks that do not rise from above 0, or are too many for the colours', () => {
    expect(breaksRise([2, 5, 10])).toBe(true)
    for (const wrong of [[], [0, 1], [5, 2], [2, 2], [1, Number.NaN], [1, 2, 3, 4, 5, 6]])
      expect(breaksRise(wrong)).toBe(false)
  })
})
