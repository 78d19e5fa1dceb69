import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { densitySurface } from './density-surface.ts'
import { refuseHeatOptions } from './heat-options.ts'
import { toGround, toPlane } from './metric-plane.ts'
import { packValues, unpackValues } from './pack-surface.ts'
import { readSurface } from './read-surface.ts'
import { massOf, peakOf, type Surface } from './surface.ts'

const plane = { longitude: 120.75, latitude: 37.8 }
const place = fc.tuple(
  fc.double({ min: 120.6, max: 120.9, noNaN: true }),
  fc.double({ min: 37.7, max: 37.9, noNaN: true }),
)
/** Bandwidth in metres and cells per bandwidth, over everything that is allowed. */
const options = fc
  .tuple(fc.double({ min: 150, max: 3000, noNaN: true }), fc.double({ min: 3, max: 12, noNaN: true }))
  .map(([bandwidthMeters, ratio]) => ({
    bandwidthMeters,
    cellMeters: Math.min(bandwidthMeters / ratio, bandwidthMeters / 3),
  }))

function surfaceOf(places: readonly (readonly [number, number])[], bandwidthMeters = 300, cellMeters = 50): Surface {
  const result = densitySurface(Float64Array.from(places.flat()), plane, { bandwidthMeters, cellMeters })
  if (!result.ok) throw new Error(result.reason)
  return result.surface
}

describe('density surface', () => {
  it('adds up to the number of issues within 1 %, whatever bandwidth, cell and places', () => {
    fc.assert(
      fc.property(
        fc.array(place, { minLength: 1, maxLength: 30 }),
        options,
        (places, { bandwidthMeters, cellMeters }) => {
          const mass = massOf(surfaceOf(places, bandwidthMeters, cellMeters))
          expect(Math.abs(mass / places.length - 1)).toBeLessThan(0.01)
        },
      ),
      { seed: 7, numRuns: 60 },
    )
  })

  it('adds up even for one issue at the coarsest cell allowed, wherever it stands in its cell', () => {
    fc.assert(
      fc.property(place, (one) => {
        expect(Math.abs(massOf(surfaceOf([one], 300, 100)) - 1)).toBeLessThan(0.01)
      }),
      { seed: 8, numRuns: 300 },
    )
  })

  it('is within 3 % of a peak of the kernels summed point by point, and equals them where issues stand on cell middles', () => {
    const worst = (places: readonly (readonly [number, number])[]) => {
      const surface = surfaceOf(places)
      const peak = 3e6 / (Math.PI * 300 ** 2)
      let most = 0
      for (const [cell, value] of surface.values.entries()) {
        const x = (surface.firstColumn + (cell % surface.width) + 0.5) * 50
        const y = (surface.firstRow + Math.floor(cell / surface.width) + 0.5) * 50
        const exact = places.reduce((sum, [longitude, latitude]) => {
          const [east, north] = toPlane(plane, longitude, latitude)
          const share = 1 - ((x - east) ** 2 + (y - north) ** 2) / 300 ** 2
          return sum + (share > 0 ? peak * share * share : 0)
        }, 0)
        most = Math.max(most, Math.abs(value - exact) / peak)
      }
      return most
    }
    fc.assert(
      fc.property(place, (one) => {
        expect(worst([one])).toBeLessThan(0.03)
      }),
      { seed: 10, numRuns: 100 },
    )
    const middles = [toGround(plane, 25, 25), toGround(plane, 125, 75), toGround(plane, -225, 325)]
    expect(worst(middles)).toBeLessThan(0.0001)
  })

  it('peaks at 3 / (π h²) over a single issue', () => {
    const centre = toGround(plane, 25, 25)
    expect(peakOf(surfaceOf([centre]))).toBeCloseTo(3 / (Math.PI * 0.3 ** 2), 4)
  })

  it('keeps its cells where they are when an issue is added', () => {
    const before = surfaceOf([[120.75, 37.8]])
    const after = surfaceOf([
      [120.75, 37.8],
      [120.8, 37.85],
    ])
    const [longitude, latitude] = [120.7507, 37.8004]
    expect(readSurface(after, longitude, latitude)).toBeCloseTo(readSurface(before, longitude, latitude), 5)
  })

  it('is an empty surface of mass 0 when there is no issue', () => {
    const surface = surfaceOf([])
    expect([surface.width, surface.height, massOf(surface), readSurface(surface, 120.75, 37.8)]).toEqual([0, 0, 0, 0])
  })

  it('refuses, with a named reason, what it cannot show truly', () => {
    for (const bandwidthMeters of [0, 49.9, 5001, 1e9, -300, Number.NaN, Infinity])
      expect(refuseHeatOptions({ bandwidthMeters, cellMeters: 50 })).toBe('bandwidth-outside-limits')
    for (const cellMeters of [0, 7, 101, -50, Number.NaN])
      expect(refuseHeatOptions({ bandwidthMeters: 300, cellMeters })).toBe('cell-outside-limits')
    const far = Float64Array.from([120.75, 37.8, -60, -30])
    const fine = { bandwidthMeters: 300, cellMeters: 50 }
    expect(densitySurface(far, plane, fine)).toEqual({ ok: false, reason: 'too-many-cells' })
    const swapped = Float64Array.from([37.8, 120.75])
    expect(densitySurface(swapped, plane, fine)).toEqual({ ok: false, reason: 'position-not-on-earth' })
    const hole = Float64Array.from([Number.NaN, 37.8])
    expect(densitySurface(hole, plane, fine)).toEqual({ ok: false, reason: 'position-not-on-earth' })
  })
})

describe('reading a surface', () => {
  it('gives the cell value at a centre and the mean half way between two', () => {
    const surface = surfaceOf([[120.75, 37.8]])
    const middle = Math.floor(surface.height / 2) * surface.width + Math.floor(surface.width / 2)
    const row = Math.floor(middle / surface.width)
    const column = middle % surface.width
    const x = (surface.firstColumn + column + 0.5) * 50
    const y = (surface.firstRow + row + 0.5) * 50
    expect(readSurface(surface, ...toGround(plane, x, y))).toBeCloseTo(surface.values[middle]!, 4)
    const mean = (surface.values[middle]! + surface.values[middle + 1]!) / 2
    expect(readSurface(surface, ...toGround(plane, x + 25, y))).toBeCloseTo(mean, 4)
  })

  it('is 0 beyond the surface', () => {
    expect(readSurface(surfaceOf([[120.75, 37.8]]), 121, 37.8)).toBe(0)
  })
})

describe('packing a surface', () => {
  it('comes back within half a step of 1/65,535 of the peak', () => {
    const surface = surfaceOf([
      [120.75, 37.8],
      [120.7501, 37.8],
    ])
    const back = unpackValues(packValues(surface))
    const halfStep = peakOf(surface) / 65_535 / 2
    const worst = surface.values.reduce((most, value, index) => Math.max(most, Math.abs(back[index]! - value)), 0)
    expect(worst).toBeLessThanOrEqual(halfStep * 1.01)
  })
})

describe('metric plane', () => {
  it('comes back to the same place within a millimetre', () => {
    fc.assert(
      fc.property(place, ([longitude, latitude]) => {
        const [back, up] = toGround(plane, ...toPlane(plane, longitude, latitude))
        expect(Math.abs(back - longitude)).toBeLessThan(1e-8)
        expect(Math.abs(up - latitude)).toBeLessThan(1e-8)
      }),
      { seed: 9 },
    )
  })
})
