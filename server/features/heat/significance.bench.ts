import { maskCounty } from '#domain/heat/county-mask.ts'
import { densitySurface } from '#domain/heat/density-surface.ts'
import { findEmerging } from '#domain/heat/emerging.ts'
import { createLiveSurface } from '#domain/heat/live-surface.ts'
import { neighboursOf } from '#domain/heat/neighbours.ts'
import { findSignificance } from '#domain/heat/significance.ts'
import type { Benchmark } from '#scripts/bench/benchmark.ts'
import { median, time } from '#scripts/bench/measure.ts'
import { seededRandom } from '#scripts/bench/random.ts'

const AREAS = 4_850
const ISSUES = 200_000
const WEEKS = 13
const plane = { longitude: 120.75, latitude: 37.8 }
const options = { bandwidthMeters: 300, cellMeters: 50 }
const border: [number, number][] = [
  [120.5, 37.6],
  [121, 37.6],
  [121, 38],
  [120.5, 38],
]

export const benchmarks: Benchmark[] = [
  {
    name: 'heat.significance',
    unit: 'ms',
    budget: { atMost: 1000 },
    async run({ seed }) {
      const { bases, neighbours, drawIssues } = countyOf(seed)
      const counts = drawIssues(10_000)
      const shared = { bases, neighbours, falseDiscoveryRate: 0.05, seed }
      const find = () => findSignificance({ ...shared, counts, permutations: 999 })
      const each = (neighbours.list.length / AREAS).toFixed(1)
      const weeks = Array.from({ length: WEEKS }, () => drawIssues(2_500))
      return [
        {
          value: median(await time(find, { warmUps: 1, times: 5 })),
          note: `${AREAS} micro-grids, ${each} neighbours each, 10,000 issues, 999 permutations and more where in doubt, one core`,
        },
        {
          name: 'heat.emerging',
          value: median(await time(() => findEmerging({ ...shared, counts: weeks }), { warmUps: 1, times: 3 })),
          budget: null,
          note: `${WEEKS} weeks of 2,500 issues`,
        },
      ]
    },
  },
  {
    name: 'heat.update',
    unit: 'ms',
    budget: { atMost: 5 },
    async run({ seed }) {
      const random = seededRandom(seed)
      const place = (): [number, number] => [120.5 + random() * 0.5, 37.6 + random() * 0.4]
      const positions = Float64Array.from(Array.from({ length: ISSUES }, place).flat())
      const masked = maskCounty([border], plane, options)
      if (!masked.ok) throw new Error(masked.reason)
      const live = createLiveSurface(masked.mask, options)
      for (let index = 0; index < positions.length; index += 2) live.add(positions[index]!, positions[index + 1]!)
      const scratch = () => densitySurface(positions, plane, options, masked.mask)
      return [
        {
          value: median(await time(() => live.add(...place()), { warmUps: 1000, times: 5000 })),
          peer: {
            name: 'the surface from scratch',
            value: median(await time(scratch, { warmUps: 1, times: 3 })),
            timesAtLeast: 100,
          },
          note: 'one issue more on 200,000, corrected at the border',
        },
        {
          name: '.read',
          value: median(await time(() => live.surface(), { warmUps: 3, times: 20 })),
          budget: null,
          note: 'a copy of the surface, 0.9 million cells',
        },
      ]
    },
  },
]

/** Micro-grids of 5 to 60 households, 300 m apart, and issues by household, a fifth of them at three times the rate. */
function countyOf(seed: number) {
  const random = seededRandom(seed)
  const side = Math.ceil(Math.sqrt(AREAS))
  const at = (place: number) => place * 300 + random() * 150
  const east = Float64Array.from({ length: AREAS }, (_, area) => at(area % side))
  const north = Float64Array.from({ length: AREAS }, (_, area) => at(Math.floor(area / side)))
  const bases = Float64Array.from({ length: AREAS }, () => 5 + Math.floor(random() * 55))
  const drawIssues = (issues: number) => {
    const counts = new Int32Array(AREAS)
    while (issues > 0) {
      const area = Math.floor(random() * AREAS)
      const busy = area % side < side / 5 ? 1 : 1 / 3
      if (random() * 60 >= bases[area]! * busy) continue
      counts[area]!++
      issues--
    }
    return counts
  }
  return { bases, neighbours: neighboursOf(east, north, { withinMeters: 500, atLeast: 6 }), drawIssues }
}
