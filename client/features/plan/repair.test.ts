import { expect, test } from 'vitest'
import type { Position } from '#domain/contract/common.ts'
import { planRules } from '#domain/contract/county.ts'
import { takeCensus } from '#domain/partition/census.ts'
import { crookedDraft, scatteredPoints } from '#domain/partition/draft.fixture.ts'
import { interiorPoint } from '#domain/partition/interior-point.ts'
import { toLattice } from '#domain/partition/lattice.ts'
import { nestedDraft } from '#domain/partition/nested.fixture.ts'
import { ORIGIN } from '#domain/partition/partition.fixture.ts'
import { polygonsOf } from '#domain/partition/polygon.ts'
import { judge } from '#domain/partition/rules/judge.ts'
import { figuresOf } from './figures.ts'
import { proposeRepair, whyNoRepair } from './repair.ts'
import { beginWork, performAll, type Work } from './work.ts'

const draft = crookedDraft(3, 3, 4)
const points = scatteredPoints(400, 3, 3, 4)
const begun = beginWork({ draft, points, census: takeCensus(draft.partition, points), findings: [] })
const households = (work: Work, code: string) => figuresOf(work, 'grid', code)?.households ?? 0
const compounds = Array.from({ length: 10 }, (_, i) => ({ code: `C${i}`, name: `C${i}` }))
const findingsOf = ({ draft, census, base }: Work, norm: readonly [number, number]) =>
  judge({
    ...{ draft, census, points: base.points, base, compounds },
    ...{ norm, microGridNorm: [20, 50] as const, rules: planRules.parse({}) },
  })
const nothing = () => []

/** Three grids of nine micro-grids, the first without any; a building each in a micro-grid or at a place: households, compound. */
function countedWork(buildings: readonly (readonly [string | Position, number, number])[]): Work {
  const nested = nestedDraft(3, 1, 3, 5)
  const places = buildings.map(([at]) =>
    typeof at === 'string' ? interiorPoint(polygonsOf(nested.partition, at)[0]!) : at.map(toLattice),
  )
  const points = {
    x: places.map(([x]) => x!),
    y: places.map(([, y]) => y!),
    households: buildings.map(([, households]) => households),
    buildings: buildings.map(() => 1),
    issues: buildings.map(() => 0),
    compound: buildings.map(([, , compound]) => compound),
  }
  return beginWork({ draft: nested, points, census: takeCensus(nested.partition, points), findings: [] })
}

test('a grid with too few households joins the neighbour with which both keep the norm', () => {
  const counts = [...draft.grids.keys()].map((code) => households(begun, code)).sort((a, b) => a - b)
  const norm = [counts[0]! + 1, counts.at(-1)! * 2] as const
  const finding = findingsOf(begun, norm).find(({ rule }) => rule === 'too-few-households')!
  const proposal = proposeRepair(begun, finding, { norm, compounds, compoundRings: nothing })!
  const { work } = performAll(begun, proposal.operations)
  expect(work.draft.grids.has(finding.face)).toBe(false)
  expect(households(work, proposal.choose)).toBeGreaterThanOrEqual(norm[0])
  expect(findingsOf(work, norm).some(({ id }) => id === finding.id)).toBe(false)
})

test('none is proposed where no neighbour fits', () => {
  const norm = [100_000, 100_001] as const
  const finding = findingsOf(begun, norm).find(({ rule }) => rule === 'too-few-households')!
  expect(proposeRepair(begun, finding, { norm, compounds, compoundRings: nothing })).toBeNull()
})

test('a stray part goes to a neighbour, and the grid lies in one piece again', () => {
  const square = (x: number, y: number): Position[] =>
    [
      [0, 0],
      [4e-4, 0],
      [4e-4, 4e-4],
      [0, 4e-4],
    ].map(([dx, dy]): Position => [ORIGIN[0] + 0.003 * x + dx!, ORIGIN[1] + 0.003 * y + dy!])
  const { work, refused } = performAll(begun, [{ kind: 'hand-over', to: 'G-0-0', area: square(1.5, 1.5) }])
  expect(refused).toBeNull()
  const finding = findingsOf(work, [0, 1e6]).find(({ rule }) => rule === 'not-contiguous')!
  const proposal = proposeRepair(work, finding, { norm: [0, 1e6], compounds, compoundRings: nothing })!
  expect(proposal.choose).toBe('G-1-1')
  expect(
    findingsOf(performAll(work, proposal.operations).work, [0, 1e6]).filter(({ rule }) => rule === 'not-contiguous'),
  ).toEqual([])
})

test('a compound goes by its ring to the grid that has most of it, where there are no micro-grids', () => {
  const place = (x: number, y: number): Position => [ORIGIN[0] + 0.003 * x, ORIGIN[1] + 0.003 * y]
  const work = countedWork([
    ['G-3-1', 10, 0],
    ['G-4-1', 10, 0],
    [place(2.6, 1.5), 5, 0],
    [place(0.5, 1.5), 40, -1],
  ])
  const finding = findingsOf(work, [0, 100]).find(({ rule }) => rule === 'compound-split')!
  expect(finding).toMatchObject({ face: 'A-0-0', values: { code: 'C0', elsewhere: 'A-1-0' } })
  const ring = [place(2.4, 1.2), place(3.6, 1.2), place(3.6, 1.8), place(2.4, 1.8), place(2.4, 1.2)]
  const proposal = proposeRepair(work, finding, { norm: [0, 100], compounds, compoundRings: () => [ring] })!
  expect(proposal.operations).toEqual([{ kind: 'hand-over', to: 'A-1-0', area: ring.slice(0, -1) }])
  // where its ring is not known, its micro-grids go the other way
  const other = proposeRepair(work, finding, { norm: [0, 100], compounds, compoundRings: nothing })
  expect(other?.operations).toEqual([{ kind: 'assign', microGrids: ['G-3-1', 'G-4-1'], to: 'A-0-0' }])
})

test('a compound goes over by whole micro-grids, and others come back so that both grids keep the norm', () => {
  const work = countedWork([
    ['G-5-1', 10, 0],
    ['G-6-1', 10, 0],
    ['G-7-1', 10, 0],
    ...['G-4-0', 'G-4-1', 'G-4-2', 'G-6-0', 'G-8-1'].map((face): [string, number, number] => [face, 10, -1]),
    ['G-8-2', 5, -1],
  ])
  const norm = [20, 50] as const
  const finding = findingsOf(work, norm).find(({ rule }) => rule === 'compound-split')!
  expect(finding).toMatchObject({ face: 'A-1-0', values: { code: 'C0', elsewhere: 'A-2-0' } })
  const proposal = proposeRepair(work, finding, { norm, compounds, compoundRings: nothing })!
  expect(proposal.operations).toEqual([
    { kind: 'assign', microGrids: ['G-5-1'], to: 'A-2-0' },
    { kind: 'assign', microGrids: ['G-6-0'], to: 'A-1-0' },
  ])
  expect(proposal.words.values).toMatchObject({ count: 1 })
  const after = findingsOf(performAll(work, proposal.operations).work, norm)
  expect(after.filter(({ face }) => face !== 'A-0-0')).toEqual([])
  // where nothing can be given back, a repair that breaks the norm is not offered
  const full = countedWork([
    ...['G-5-1', 'G-6-1', 'G-7-1'].map((face): [string, number, number] => [face, 10, 0]),
    ...['G-4-0', 'G-4-1', 'G-4-2', 'G-8-1'].map((face): [string, number, number] => [face, 10, -1]),
    ['G-8-2', 5, -1],
  ])
  const same = findingsOf(full, [20, 44]).find(({ rule }) => rule === 'compound-split')!
  expect(proposeRepair(full, same, { norm: [20, 44], compounds, compoundRings: nothing })).toBeNull()
  expect(whyNoRepair(full, same, { norm: [20, 44], compounds, compoundRings: nothing })).toMatchObject({
    key: 'repair.tooMany',
    values: { most: 44 },
  })
})
