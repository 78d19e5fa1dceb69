import { describe, expect, it } from 'vitest'
import { type CountyMask, isInCounty, maskCounty } from './county-mask.ts'
import { cropSurface } from './crop-surface.ts'
import { densitySurface } from './density-surface.ts'
import { createLiveSurface } from './live-surface.ts'
import { toGround } from './metric-plane.ts'
import { packValues } from './pack-surface.ts'
import { renewPlaces } from './plane-places.ts'
import { seededRandom } from './random.ts'
import { massOf, type Surface } from './surface.ts'

const plane = { longitude: 120.75, latitude: 37.8 }
const options = { bandwidthMeters: 300, cellMeters: 50 }
type Place = readonly [number, number]

/** A ring of metres east and north as degrees. */
const ringOf = (corners: readonly Place[]): Place[] => corners.map(([east, north]) => toGround(plane, east, north))
const square = ringOf([
  [-3000, -3000],
  [3000, -3000],
  [3000, 3000],
  [-3000, 3000],
])

function maskOf(rings: readonly (readonly Place[])[], chosen = options) {
  const result = maskCounty(rings, plane, chosen)
  if (!result.ok) throw new Error(result.reason)
  return result.mask
}

function surfaceOf(positions: Float64Array, rings: readonly (readonly Place[])[] | null, chosen = options) {
  const result = densitySurface(positions, plane, chosen, rings && maskOf(rings, chosen))
  if (!result.ok) throw new Error(result.reason)
  return result
}

const none = new Int32Array(0)
const placesOf = (mask: CountyMask, positions: Float64Array) =>
  renewPlaces(null, mask, positions.length / 2, (row) => [positions[2 * row]!, positions[2 * row + 1]!])

function uniform(count: number, halfMeters: number, seed: number): Float64Array {
  const random = seededRandom(seed)
  const side = () => (2 * random() - 1) * halfMeters
  return Float64Array.from(Array.from({ length: count }, () => toGround(plane, side(), side())).flat())
}

/** Mean density of the cells whose centres are at most so many metres inside the square's edge. */
function meanNearEdge(surface: Surface, meters: number): number {
  let sum = 0
  let cells = 0
  for (const [index, value] of surface.values.entries()) {
    const x = (surface.firstColumn + (index % surface.width) + 0.5) * surface.cellMeters
    const y = (surface.firstRow + Math.floor(index / surface.width) + 0.5) * surface.cellMeters
    const inside = 3000 - Math.max(Math.abs(x), Math.abs(y))
    if (inside < 0 || inside > meters) continue
    sum += value
    cells++
  }
  return sum / cells
}

describe('a surface at the border of the county', () => {
  it('tells the true density of uniform points within 2 % over a bandwidth from the border, where the uncorrected loses 16 %', () => {
    const positions = uniform(40_000, 3000, 1)
    const truth = 40_000 / 36
    const corrected = surfaceOf(positions, [square]).surface
    const uncorrected = surfaceOf(positions, null).surface
    expect(meanNearEdge(corrected, 300) / truth).toBeCloseTo(0.99, 2)
    expect(meanNearEdge(uncorrected, 300) / truth).toBeCloseTo(0.84, 2)
    // at the border itself: issues there are too few to make up for what those farther in do not send
    expect(meanNearEdge(corrected, 50) / truth).toBeGreaterThan(0.77)
    expect(meanNearEdge(uncorrected, 50) / truth).toBeLessThan(0.58)
  })

  it('keeps every issue of the county, also at its corners, and nothing lies beyond', () => {
    const corner = Float64Array.from(toGround(plane, 2999, 2999))
    for (const positions of [corner, uniform(500, 3000, 2)]) {
      const { surface } = surfaceOf(positions, [square])
      expect(massOf(surface) / (positions.length / 2)).toBeCloseTo(1, 2)
      expect(meanNearEdge(surface, Infinity) * 36).toBeCloseTo(massOf(surface), 6)
    }
  })

  it('counts places beyond the border as outside, to the metre', () => {
    const places = [
      [2999, 0],
      [3001, 0],
      [0, -3001],
      [0, -2999],
      [90_000, 0],
    ] as const
    const { surface, outside } = surfaceOf(Float64Array.from(ringOf(places).flat()), [square])
    expect(outside).toBe(3)
    expect(massOf(surface)).toBeCloseTo(2, 2)
  })

  it('leaves out a hole', () => {
    const hole = ringOf([
      [-500, -500],
      [-500, 500],
      [500, 500],
      [500, -500],
    ])
    const { surface, outside } = surfaceOf(uniform(5000, 3000, 3), [square, hole])
    expect(outside).toBeGreaterThan(100)
    expect(massOf(surface) / (5000 - outside)).toBeCloseTo(1, 2)
  })

  it('gives ground thinner than a cell its issues', () => {
    const pier = ringOf([
      [0, 10],
      [2000, 12],
      [2000, 24],
      [0, 22],
    ])
    const { surface, outside } = surfaceOf(Float64Array.from(ringOf([[1000, 17]]).flat()), [pier])
    expect(outside).toBe(0)
    expect(massOf(surface)).toBeCloseTo(1, 2)
  })

  it('knows what is in a crooked county exactly, not by cell', () => {
    const random = seededRandom(5)
    const crooked: Place[] = Array.from({ length: 90 }, (_, corner) => {
      const radius = 1500 + 1500 * random()
      return [radius * Math.cos((corner * Math.PI) / 45), radius * Math.sin((corner * Math.PI) / 45)]
    })
    const mask = maskOf([ringOf(crooked)])
    const wrong = Array.from(
      { length: 20_000 },
      (): Place => [(random() - 0.5) * 6400, (random() - 0.5) * 6400],
    ).filter(
      ([x, y]) => isInCounty(mask, x / 50 - mask.firstColumn, y / 50 - mask.firstRow) !== isInRing(crooked, x, y),
    )
    expect(wrong).toEqual([])
  })

  it('refuses a county that has too many cells, and knows one without ground', () => {
    const fine = { bandwidthMeters: 50, cellMeters: 1.25 }
    expect(maskCounty([square], plane, fine)).toEqual({ ok: false, reason: 'too-many-cells' })
    expect(surfaceOf(uniform(3, 100, 6), []).outside).toBe(3)
  })
})

describe('live surface', () => {
  it('equals the surface made from scratch after 10,000 random changes, to the bit', () => {
    const random = seededRandom(7)
    const live = createLiveSurface(maskOf([square]), options)
    const kept: Place[] = []
    for (let change = 0; change < 10_000; change++) {
      if (kept.length > 0 && random() < 0.45) {
        const [place] = kept.splice(Math.floor(random() * kept.length), 1)
        live.remove(place![0], place![1])
      } else {
        const place = toGround(plane, (random() - 0.5) * 6200, (random() - 0.5) * 6200)
        kept.push(place)
        live.add(place[0], place[1])
      }
    }
    const { surface, outside } = surfaceOf(Float64Array.from(kept.flat()), [square])
    expect(live.surface()).toEqual(surface)
    expect([live.count(), live.outside()]).toEqual([kept.length - outside, outside])
    for (const [longitude, latitude] of kept) live.remove(longitude, latitude)
    expect(live.surface().values.every((value) => value === 0)).toBe(true)
  })

  it('packs what changed to the very steps of packing all anew, whether a change lies in the middle, at the margin or under the peak', () => {
    const random = seededRandom(8)
    const live = createLiveSurface(maskOf([square]), options)
    const kept: Place[] = []
    const change = (place: Place) => {
      kept.push(place)
      live.add(place[0], place[1])
    }
    const compare = () => {
      const { steps, ...lattice } = live.packed()
      const { width, height, values, firstColumn, firstRow } = cropSurface(live.surface())
      const { steps: anew, stepPerSquareKilometer } = packValues({ values })
      const stepSum = anew.reduce((sum, step) => sum + step, 0)
      expect(lattice).toEqual({ firstColumn, firstRow, width, height, stepPerSquareKilometer, stepSum })
      expect(steps.findIndex((step, cell) => step !== anew[cell])).toBe(-1)
    }
    compare()
    for (let round = 0; round < 300; round++) {
      const halfMeters = [200, 1500, 3100][round % 3]!
      for (let turn = 0; turn < (round % 50 === 0 ? 600 : 1 + (round % 4)); turn++)
        if (kept.length > 5 && random() < 0.45) {
          const [place] = kept.splice(Math.floor(random() * kept.length), 1)
          live.remove(place![0], place![1])
        } else change(toGround(plane, (2 * random() - 1) * halfMeters, (2 * random() - 1) * halfMeters))
      compare()
    }
    const before = live.packed()
    const steps = before.steps.slice()
    change(toGround(plane, 0, 0))
    live.packed()
    expect(before.steps).toEqual(steps)
  })

  it('counts many at once as one after another, to the bit, whether rows are full or all but empty', () => {
    const crooked = ringOf([
      [-3000, -3000],
      [2900, -2500],
      [1000, 0],
      [3000, 3000],
      [-2000, 2800],
    ])
    for (const [count, halfMeters] of [
      [20, 3000],
      [20_000, 3000],
      [20_000, 40],
    ] as const) {
      const mask = maskOf([crooked])
      const [one, all] = [createLiveSurface(mask, options), createLiveSurface(mask, options)]
      const positions = uniform(count, halfMeters, 9)
      for (let i = 0; i < positions.length; i += 2) one.add(positions[i]!, positions[i + 1]!)
      const places = placesOf(mask, positions)
      const rows = Int32Array.from({ length: positions.length / 2 }, (_, row) => row)
      all.change(places, rows, none)
      expect(all.surface()).toEqual(one.surface())
      expect([all.count(), all.outside()]).toEqual([one.count(), one.outside()])
      // half of them go while as many come once more
      const half = rows.length >> 1
      for (let row = 0; row < half; row++) one.remove(positions[2 * row]!, positions[2 * row + 1]!)
      for (let row = half; row < rows.length; row++) one.add(positions[2 * row]!, positions[2 * row + 1]!)
      all.change(places, rows.subarray(half), rows.subarray(0, half))
      expect(all.surface()).toEqual(one.surface())
      expect([all.count(), all.outside()]).toEqual([one.count(), one.outside()])
    }
  })

  it('hands out a copy that later changes leave alone', () => {
    const live = createLiveSurface(maskOf([square]), options)
    live.add(plane.longitude, plane.latitude)
    const before = live.surface()
    live.remove(plane.longitude, plane.latitude)
    expect(massOf(before)).toBeCloseTo(1, 2)
    expect(massOf(live.surface())).toBe(0)
  })

  it('refuses a mask of another cell: a fault of the caller', () => {
    expect(() => createLiveSurface(maskOf([square]), { bandwidthMeters: 300, cellMeters: 60 })).toThrow('50 m cells')
  })
})

function isInRing(ring: readonly Place[], x: number, y: number): boolean {
  let inside = false
  for (const [index, [ax, ay]] of ring.entries()) {
    const [bx, by] = ring[(index + 1) % ring.length]!
    if (ay <= y !== by <= y && ax + ((y - ay) / (by - ay)) * (bx - ax) > x) inside = !inside
  }
  return inside
}
