import { randomFrom } from '#domain/autoplan/random.ts'
import type { Benchmark } from '#scripts/bench/benchmark.ts'
import { comparePlans } from './compare-plans.ts'

export const benchmarks: Benchmark[] = [
  {
    name: 'plan.compare',
    unit: 'ms',
    budget: { atMost: 5 },
    run({ seed }) {
      const random = randomFrom(seed)
      const grids = 2_000
      const one = Int32Array.from({ length: 500_000 }, (_, i) => Math.floor((i * grids) / 500_000))
      const other = one.map((grid) => (random() < 0.2 ? Math.min(grids - 1, grid + 1) : grid))
      const households = new Int32Array(one.length).fill(1)
      const issues = one.map((grid) => grid % 3)
      const times = Array.from({ length: 21 }, () => {
        const start = performance.now()
        const { households: all } = comparePlans({ one, other, households, issues, grids })
        if (all !== one.length) throw new Error(`${all} households of ${one.length}`)
        return performance.now() - start
      }).sort((a, b) => a - b)
      return { value: times[10]!, note: '500,000 households, 2,000 grids, a fifth moves' }
    },
  },
]
