import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { planRules } from '#domain/contract/county.ts'
import { type PlanOperation, planBase } from '#domain/contract/plan.ts'
import type { Benchmark } from '#scripts/bench/benchmark.ts'
import { retakeCensus } from './census.ts'
import { scatteredPoints } from './draft.fixture.ts'
import { applyChange, applyOperation, type DraftChange } from './draft.ts'
import { type BaseMicroGrid, type DraftBase, draftOfBase } from './draft-of-base.ts'
import { beginDrag } from './drag.ts'
import { facesOf, groundOf } from './ground.ts'
import { toPosition } from './lattice.ts'
import { nestedDraft } from './nested.fixture.ts'
import { openBase } from './open-base.ts'
import { packBase } from './pack-base.ts'
import { seeded } from './partition.fixture.ts'
import { indexPoints } from './point-index.ts'
import { multiPolygonOf, toMultiPolygon } from './polygon.ts'

/** Columns and rows of grids, each of SIZE x SIZE micro-grids with BENDS vertices on each side. */
const [COLUMNS, ROWS, SIZE, BENDS] = [45, 40, 4, 16]

/** A county as it is stored: 1,800 grids, 28,800 micro-grids, and 500,000 buildings of a household each. */
function storedCounty(seed: number) {
  const drawn = nestedDraft(COLUMNS, ROWS, SIZE, seed, BENDS)
  const grids = [...drawn.grids.values()].map(({ microGrids, ...grid }) => ({
    ...grid,
    polygons: toMultiPolygon(groundOf(drawn, grid.code)),
  }))
  const microGrids = [...drawn.microGrids.values()].map(
    (micro): BaseMicroGrid => ({ ...micro, polygons: multiPolygonOf(drawn.partition, micro.code) }),
  )
  let vertices = 0
  for (const { polygons } of [...grids, ...microGrids])
    for (const polygon of polygons) for (const ring of polygon) vertices += ring.length - 1
  return { grids, microGrids, vertices, points: scatteredPoints(500_000, COLUMNS * SIZE, ROWS * SIZE, seed) }
}

const packedFrame = {
  county: '370699',
  scope: { code: '370699', name: '', level: 'county' },
  asOf: '2026-11-20',
  begins: null,
  norm: [200, 400],
  microGridNorm: [20, 50],
  rules: planRules.parse({}),
  communities: [],
  compounds: [],
}

let kept: { seed: number; stored: ReturnType<typeof storedCounty>; base: DraftBase } | undefined

function county(seed: number) {
  if (kept?.seed === seed) return kept
  const stored = storedCounty(seed)
  kept = { seed, stored, base: draftOfBase(stored) }
  return kept
}

function share(times: number[], part: number): number {
  return times.sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * part))]!
}

export const benchmarks: Benchmark[] = [
  {
    name: 'partition.open',
    unit: 's',
    budget: { atMost: 2 },
    run({ seed }) {
      const stored = storedCounty(seed)
      const start = performance.now()
      const made = draftOfBase(stored)
      const seconds = (performance.now() - start) / 1000
      const text = JSON.stringify({ ...packedFrame, ...packBase(made) })
      const times = [0, 1, 2].map(() => {
        const start = performance.now()
        const opened = openBase(planBase.parse(JSON.parse(text)))
        // the first drag asks for it: without it nothing is editable
        indexPoints(opened.points)
        if (opened.draft.microGrids.size !== stored.microGrids.length) throw new Error('micro-grids were lost')
        return (performance.now() - start) / 1000
      })
      const note = `${stored.grids.length} grids, ${stored.microGrids.length} micro-grids, ${stored.vertices} stored vertices, 500,000 households counted; from ${(text.length / 1e6).toFixed(1)} MB of text`
      return [
        { value: share(times, 0.5), note },
        {
          name: '.server',
          value: seconds,
          budget: null,
          note: 'the base made from stored areas, once for all who open it',
        },
      ]
    },
  },
  {
    name: 'partition.drag',
    unit: 'ms',
    budget: { atMost: 0.1 },
    run({ seed }) {
      const { base, stored } = county(seed)
      const random = seeded(seed)
      const arcs = [...base.draft.partition.arcs.values()].filter(({ left, right }) => left !== null && right !== null)
      const begins: number[] = []
      const moves: number[] = []
      for (let i = 0; i < 400; i++) {
        const { points } = arcs[Math.floor(random() * arcs.length)]!
        const vertex = Math.floor((random() * points.length) / 2)
        const here = toPosition(points[vertex * 2]!, points[vertex * 2 + 1]!)
        const start = performance.now()
        const session = beginDrag(base, here)
        begins.push(performance.now() - start)
        if (!session.ok) continue
        for (let k = 1; k <= 60; k++) {
          const angle = (k / 60) * 2 * Math.PI
          const place: [number, number] = [here[0] + Math.cos(angle) * 1e-5 * k, here[1] + Math.sin(angle) * 1e-5 * k]
          const before = performance.now()
          session.to(place)
          moves.push(performance.now() - before)
        }
      }
      return [
        {
          value: share(moves, 0.99),
          note: `99th percentile of ${moves.length} moves with live tallies of both levels, 500,000 households`,
          peer: { name: 'scanning all coordinates for equal vertices', value: scanningMove(stored, seed) },
        },
        { name: '.begin', value: share(begins, 0.99), budget: null, note: '99th percentile' },
      ]
    },
  },
  {
    name: 'partition.undo',
    unit: 'ms',
    budget: { atMost: 16.7 },
    run({ seed }) {
      const { base } = county(seed)
      const random = seeded(seed + 1)
      const ids = [...base.draft.partition.arcs.keys()]
      let { draft, census } = base
      const steps: { operation: PlanOperation; inverse: DraftChange }[] = []
      while (steps.length < 10_000) {
        const arc = draft.partition.arcs.get(ids[Math.floor(random() * ids.length)]!)
        if (!arc) continue
        const vertex = Math.floor(random() * (arc.points.length / 2 - 1))
        const [here, next] = [vertex, vertex + 1].map((at) => toPosition(arc.points[at * 2]!, arc.points[at * 2 + 1]!))
        const off = () => (random() - 0.5) * 0.0001
        const operation: PlanOperation =
          random() < 0.7
            ? { kind: 'move-vertex', at: here!, to: [here![0] + off(), here![1] + off()] }
            : { kind: 'insert-vertex', between: [here!, next!], at: [here![0] + off(), here![1] + off()] }
        const applied = applyOperation(draft, operation)
        if (!applied.ok) continue
        draft = applied.draft
        census = retakeCensus(census, draft.partition, applied.inverse.patch, base.points)
        steps.push({ operation, inverse: applied.inverse })
      }
      const times: number[] = []
      for (const { inverse } of [...steps].reverse()) {
        const start = performance.now()
        const undone = applyChange(draft, inverse)
        census = retakeCensus(census, undone.draft.partition, inverse.patch, base.points)
        draft = undone.draft
        times.push(performance.now() - start)
      }
      if (facesOf(draft, 'A-3-3').length !== SIZE * SIZE) throw new Error('the start did not come back')
      const count = steps.length
      const bytes = steps.reduce((sum, step) => sum + JSON.stringify(step).length, 0) / count
      const full = heapBytes()
      steps.length = 0
      const freed = full - heapBytes()
      return [
        { value: share(times, 0.99), note: '99th percentile of 10,000 undos with the census, 28,800 micro-grids' },
        {
          name: '.step',
          unit: 'bytes',
          value: freed / count,
          budget: { atMost: 1024 },
          note: `heap that the history frees when it is dropped, vertices moved and inserted; ${Math.round(bytes)} bytes as text`,
        },
      ]
    },
  },
]

/**
 * The way of an editor without topology: on every move it walks the coordinates of all polygons for vertices equal to the
 * dragged one and writes the new place into each (median milliseconds, grids only).
 */
function scanningMove({ grids }: ReturnType<typeof storedCounty>, seed: number): number {
  const random = seeded(seed)
  const polygons = structuredClone(grids.map((grid) => grid.polygons)) as [number, number][][][][]
  const times: number[] = []
  for (let i = 0; i < 30; i++) {
    const ring = polygons[Math.floor(random() * polygons.length)]![0]![0]!
    const [x, y] = ring[Math.floor(random() * ring.length)]!
    const start = performance.now()
    for (const parts of polygons)
      for (const rings of parts)
        for (const positions of rings)
          for (let k = 0; k < positions.length; k++)
            if (positions[k]![0] === x && positions[k]![1] === y) positions[k] = [x + 1e-6, y]
    times.push(performance.now() - start)
  }
  return share(times, 0.5)
}

function heapBytes(): number {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc')()
  return process.memoryUsage().heapUsed
}
