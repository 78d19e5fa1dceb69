import { expect, it } from 'vitest'
import type { Position } from '#domain/contract/common.ts'
import { toDegrees } from '#domain/partition/lattice.ts'
import { type AutoplanTask, drawProposals } from './draw-proposals.ts'
import { box, east, north } from './ground.fixture.ts'
import type { StandingGrid } from './prepare-ground.ts'

/** Compounds that stand in a row, 100 m wide, 10 m apart, 100 households each. */
const COUNT = 8

/** A grid over some compounds of the row. */
function grid(code: string, first: number, count: number, community = 'C1'): StandingGrid {
  return gridOver(code, first * 110 - 5, (first + count) * 110 - 5, community)
}

/** A grid from so many metres to so many, in the row. */
function gridOver(code: string, from: number, to: number, community = 'C1'): StandingGrid {
  const ring = box(from, 0, to - from, 120)
  const corners = [0, 2, 4, 6, 0].map((i): Position => [toDegrees(ring[i]!), toDegrees(ring[i + 1]!)])
  return { code, name: code, kind: 'base', community, polygons: [[corners]] }
}

function drawn(free: StandingGrid[], change: Partial<AutoplanTask['request']> = {}, kept = noneKept) {
  return drawProposals({ ...taskOf(free, change), kept }, { tell: () => {}, isCancelled: () => false })!
}

const noneKept: AutoplanTask['kept'] = { households: [], compactness: 0, borderMeters: 0, alongMeters: 0 }

function taskOf(free: StandingGrid[], change: Partial<AutoplanTask['request']>): AutoplanTask {
  const row = [...Array(COUNT).keys()]
  const even = { compact: 0.8, alongRoads: 0.8, evenHouseholds: 1, evenIssues: 0.2, fewMoved: 0.2 }
  return {
    free,
    communityNames: new Map(),
    features: {
      roads: [],
      water: [],
      compounds: row.map((i) => ({ code: `${i}`, polygons: [[box(i * 110, 10, 100, 100)]] })),
      buildings: row.map((i) => ({
        ...{ x: east(i * 110 + 50), y: north(60), households: 100 },
        footprint: [box(i * 110 + 30, 50, 40, 20)],
      })),
    },
    issues: { x: [], y: [], issues: [] },
    kept: noneKept,
    request: {
      ...{ norm: [200, 400], aim: 300, microNorm: null, wishes: even, start: 'today', goal: 'even', seed: 1 },
      ...{ proposals: 3, names: { grid: '{number}', microGrid: '{number}' } },
      ...change,
    },
  }
}

it('two grids become more even where a compound between them can be handed over', () => {
  const { proposals, unchanged, today } = drawn([grid('A', 0, 2), grid('B', 2, 4)])
  expect([today.fewest, today.most]).toEqual([200, 400])
  expect(unchanged).toBeNull()
  for (const { figures } of proposals) expect([figures.fewest, figures.most, figures.moved]).toEqual([300, 300, 100])
  expect(proposals.length).toBeGreaterThan(0)
})

it('nothing is offered where nothing becomes more even, and why is told', () => {
  expect(drawn([grid('A', 0, 3), grid('B', 3, 3)])).toMatchObject({
    proposals: [],
    unplanned: [],
    unchanged: { reason: 'even', difference: 0 },
  })
  expect(drawn([grid('A', 0, 3), grid('B', 3, 4)], { aim: 350 })).toMatchObject({
    proposals: [],
    unchanged: { reason: 'compounds', difference: 100, smallest: 100 },
  })
  expect(drawn([grid('A', 0, 2), grid('B', 2, 4, 'C2')])).toMatchObject({
    proposals: [],
    unchanged: { reason: 'apart', difference: 200 },
  })
})

it('a plan that moves nobody and brings nothing else is not offered beside grids that keep the norm', () => {
  expect(drawn([grid('A', 0, 3), grid('B', 3, 3)], { goal: 'plan' })).toMatchObject({
    proposals: [],
    unchanged: { reason: 'within-norm' },
  })
})

it('who asks for as few moves as can be is offered none where every grid keeps the norm', () => {
  const wishes = { compact: 0.3, alongRoads: 0.3, evenHouseholds: 0.1, evenIssues: 0, fewMoved: 1 }
  const task = taskOf([gridOver('A', -5, 270), gridOver('B', 270, 655)], { goal: 'plan', wishes })
  // the border of today runs between two houses of the third compound, which is too small to be known by its houses
  const house = (x: number) => ({ x: east(x + 10), y: north(60), households: 24, footprint: [box(x, 50, 20, 20)] })
  const buildings = [...task.features.buildings.filter((_, i) => i !== 2), house(230), house(290)]
  const { proposals, unchanged } = drawProposals(
    { ...task, features: { ...task.features, buildings } },
    { tell: () => {}, isCancelled: () => false },
  )!
  expect(proposals).toEqual([])
  expect(unchanged?.reason).toBe('within-norm')
})

it('where there is no plan at all, that is told and not that nothing is better', () => {
  const { proposals, unchanged, unplanned } = drawn([grid('A', 0, 1)])
  expect([proposals, unchanged]).toEqual([[], null])
  expect(unplanned).toMatchObject([{ reason: 'below-minimum', households: 100 }])
})

it('grids that stay count among the figures of what stands and of each plan', () => {
  const kept = { households: [150, 390], compactness: 1.2, borderMeters: 0, alongMeters: 0 }
  const { proposals, today } = drawn([grid('A', 0, 2), grid('B', 2, 4)], {}, kept)
  expect([today.grids, today.within, today.fewest, today.most]).toEqual([4, 3, 150, 400])
  expect(proposals[0]!.figures).toMatchObject({ grids: 4, within: 3, fewest: 150, most: 390, moved: 100 })
})
