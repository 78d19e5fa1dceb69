import { expect, it } from 'vitest'
import { randomFrom } from '#domain/autoplan/random.ts'
import type { Path } from '#domain/partition/lattice.ts'
import { metersPerStep } from '#domain/partition/metric.ts'
import { ALONG_METERS, addBorders, alongMeasure, alongShare } from './along-lines.ts'

const [west, south] = [1_207_000_000, 378_000_000]
const scale = metersPerStep(south)
/** A path given in metres from the corner. */
const path = (...metres: number[]): Path =>
  metres.map((value, i) => (i % 2 === 0 ? west + Math.round(value / scale.x) : south + Math.round(value / scale.y)))

it('counts what lies within twelve metres of a line, to the place where it leaves it', () => {
  const road = alongMeasure([path(0, 0, 1_000, 0)])
  const [parallel, far] = [road([path(0, 11, 1_000, 11)]), road([path(0, 13, 1_000, 13)])]
  expect(alongShare(parallel)).toBeCloseTo(1, 6)
  expect(parallel.borderMeters).toBeCloseTo(1_000, 1)
  expect(far.alongMeters).toBe(0)
  // straight across: twelve metres on either side
  expect(road([path(500, -100, 500, 100)]).alongMeters).toBeCloseTo(2 * ALONG_METERS, 1)
  // beyond its end: a half disc
  expect(road([path(1_000, 0, 1_100, 0)]).alongMeters).toBeCloseTo(ALONG_METERS, 1)
})

it('counts once what lies along two lines, such as a midline between two walls', () => {
  const walls = alongMeasure([path(0, 0, 100, 0), path(0, 16, 100, 16)])
  expect(alongShare(walls([path(0, 8, 100, 8)]))).toBeCloseTo(1, 6)
})

it('answers alike whatever vertices a border has on its way, and as looking at every decimetre does', () => {
  const random = randomFrom(7)
  const any = () => random() * 300
  const lines = Array.from({ length: 12 }, () => path(any(), any(), any(), any()))
  const measure = alongMeasure(lines)
  for (let round = 0; round < 40; round++) {
    const [ax, ay, bx, by] = [any(), any(), any(), any()]
    const whole = measure([path(ax, ay, bx, by)])
    const halves = [path(ax, ay, (ax + bx) / 2, (ay + by) / 2), path((ax + bx) / 2, (ay + by) / 2, bx, by)]
    expect(measure(halves).alongMeters).toBeCloseTo(whole.alongMeters, 0)
    expect(addBorders(measure([halves[0]!]), measure([halves[1]!]))).toEqual(measure(halves))
    const looks = 4_000
    let hits = 0
    for (let k = 0; k < looks; k++) {
      const share = (k + 0.5) / looks
      if (lines.some((line) => offOf(line, ax + (bx - ax) * share, ay + (by - ay) * share) <= ALONG_METERS)) hits++
    }
    expect(alongShare(whole)).toBeCloseTo(hits / looks, 2)
  }
})

it('has no share where there are no borders, and nothing along where there are no lines', () => {
  expect(alongShare(alongMeasure([])([]))).toBeNull()
  expect(alongShare(alongMeasure([])([path(0, 0, 10, 0)]))).toBe(0)
})

/** Metres from a place (metres from the corner) to a line of one segment. */
function offOf(line: Path, x: number, y: number): number {
  const [ax, ay, bx, by] = line.map((value, i) =>
    i % 2 === 0 ? (value - west) * scale.x : (value - south) * scale.y,
  ) as [number, number, number, number]
  const [dx, dy] = [bx - ax, by - ay]
  const along = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)))
  return Math.hypot(x - ax - dx * along, y - ay - dy * along)
}
