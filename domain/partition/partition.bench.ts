import type { Benchmark } from '#scripts/bench/benchmark.ts'
import { takeCensus, tallyWithin } from './census.ts'
import { crookedDraft, scatteredPoints } from './draft.fixture.ts'
import { applyOperation } from './draft.ts'
import { labelPosition } from './label-position.ts'
import { seeded } from './partition.fixture.ts'
import { polygonsOf } from './polygon.ts'
import { planSplit, splitFace } from './split-face.ts'

/** A county of 340 grids and 30,000 buildings. */
function county(seed: number) {
  const draft = crookedDraft(20, 17, seed, 8)
  const points = scatteredPoints(30_000, 20, 17, seed)
  return { draft, points, census: takeCensus(draft.partition, points), random: seeded(seed) }
}

/** A straight line through a face, at a random slope. */
function lineThrough([x, y]: readonly [number, number], random: () => number): [number, number][] {
  const angle = random() * Math.PI
  const [dx, dy] = [Math.cos(angle) * 0.004, Math.sin(angle) * 0.004]
  return [
    [x - dx, y - dy],
    [x + dx, y + dy],
  ]
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[values.length >> 1]!
}

export const benchmarks: Benchmark[] = [
  {
    name: 'partition.split',
    unit: 'ms',
    budget: { atMost: 5 },
    run({ seed }) {
      const { draft, random } = county(seed)
      const codes = [...draft.grids.keys()]
      const times = Array.from({ length: 400 }, (_, i) => {
        const code = codes[i % codes.length]!
        const line = lineThrough(labelPosition(polygonsOf(draft.partition, code)), random)
        const start = performance.now()
        splitFace(draft.partition, code, line, [code, 'new'])
        return performance.now() - start
      })
      return { value: median(times), note: '340 grids, 12,500 vertices' }
    },
  },
  {
    name: 'partition.preview',
    unit: 'ms',
    budget: { atMost: 2 },
    run({ seed }) {
      const { draft, points, census, random } = county(seed)
      const codes = [...draft.grids.keys()]
      const times = Array.from({ length: 400 }, (_, i) => {
        const code = codes[i % codes.length]!
        const line = lineThrough(labelPosition(polygonsOf(draft.partition, code)), random)
        const start = performance.now()
        const preview = planSplit(draft.partition, code, line, [code, 'new'])
        if (preview.ok)
          for (const side of [preview.left, preview.right]) tallyWithin(points, census.of.get(code)!, side)
        return performance.now() - start
      })
      return { value: median(times), note: 'both sides of a moving line counted, 30,000 buildings' }
    },
  },
  {
    name: 'partition.replay',
    unit: 'ms',
    budget: { atMost: 3 },
    run({ seed }) {
      let { draft } = county(seed)
      const random = seeded(seed + 1)
      const codes = [...draft.grids.keys()]
      let steps = 0
      const start = performance.now()
      for (let i = 0; i < 600; i++) {
        const face = codes[Math.floor(random() * codes.length)]!
        const line = lineThrough(labelPosition(polygonsOf(draft.partition, face)), random)
        const split = applyOperation(draft, { kind: 'split', face, line, keep: 'left', code: `N${i}`, name: 'n' })
        if (!split.ok) continue
        const merged = applyOperation(split.draft, { kind: 'merge', into: face, from: `N${i}` })
        if (!merged.ok) continue
        draft = merged.draft
        steps += 2
      }
      return { value: (performance.now() - start) / steps, note: `one step of a plan of ${steps} steps` }
    },
  },
]
