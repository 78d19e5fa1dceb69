import { area, booleanPointInPolygon, multiPolygon } from '@turf/turf'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { breaksRise, densityClass, densityClasses } from './density-class.ts'
import { densitySurface } from './density-surface.ts'
import { type Isoband, isobands } from './isobands.ts'
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
