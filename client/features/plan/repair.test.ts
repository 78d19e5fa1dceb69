import { expect, test } from 'vitest'
import type { Position } from '#domain/contract/common.ts'
import { planRules } from '#domain/contract/county.ts'
import { takeCensus } from '#domain/partition/census.ts'
import { crookedDraft, scatteredPoints } from '#domain/partition/draft.fixture.ts'
import { ORIGIN } from '#domain/partition/partition.fixture.ts'
import { judge } from '#domain/partition/rules/judge.ts'
import { figuresOf } from './figures.ts'
import { proposeRepair } from './repair.ts'
import { beginWork, performAll, type Work } from './work.ts'

const draft = crookedDraft(3, 3, 4)
const points = scatteredPoints(400, 3, 3, 4)
const begun = beginWork({ draft, points, census: takeCensus(draft.partition, points), findings: [] })
const households = (work: Work, code: string) => figuresOf(work, 'grid', code)?.households ?? 0
const compounds = Array.from({ length: 10 }, (_, i) => ({ code: `C${i}`, name: `C${i}` }))
const findingsOf = ({ draft, census, base }: Work, norm: readonly [number, number]) =>
  judge({ draft, census, points, base, norm, microGridNorm: [20, 50], rules: planRules.parse({}), compounds })
const nothing = () => []

test('a grid with too few households joins the neighbour with which both keep the norm', () => {
  const counts = [...draft.grids.keys()].map((code) => households(begun, code)).sort((a, b) => a - b)
  const norm = [counts[0]! + 1, counts.at(-1)! * 2] as const
  const finding = findingsOf(begun, norm).find(({ rule }) => rule === 'too-few-households')!
  const proposal = proposeRepair(begun, finding, { norm, compoundRings: nothing })!
  const { work } = performAll(begun, proposal.operations)
  expect(work.draft.grids.has(finding.face)).toBe(false)
  expect(households(work, proposal.choose)).toBeGreaterThanOrEqual(norm[0])
  expect(findingsOf(work, norm).some(({ id }) => id === finding.id)).toBe(false)
})

test('none is proposed where no neighbour fits', () => {
  const norm = [100_000, 100_001] as const
  const finding = findingsOf(begun, norm).find(({ rule }) => rule === 'too-few-households')!
  expect(proposeRepair(begun, finding, { norm, compoundRings: nothing })).toBeNull()
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
  const proposal = proposeRepair(work, finding, { norm: [0, 1e6], compoundRings: nothing })!
  expect(proposal.choose).toBe('G-1-1')
  expect(
    findingsOf(performAll(work, proposal.operations).work, [0, 1e6]).filter(({ rule }) => rule === 'not-contiguous'),
  ).toEqual([])
})

test('a compound goes whole to the grid that has most of it', () => {
  const finding = findingsOf(begun, [0, 1e6]).find(({ rule }) => rule === 'compound-split')
  if (finding?.rule !== 'compound-split') throw new Error('the fixture splits compounds')
  const at = finding.at
  const ring: Position[] = [
    [at[0] - 1e-4, at[1] - 1e-4],
    [at[0] + 1e-4, at[1] - 1e-4],
    [at[0] + 1e-4, at[1] + 1e-4],
    [at[0] - 1e-4, at[1] - 1e-4],
  ]
  const proposal = proposeRepair(begun, finding, { norm: [0, 1e6], compoundRings: () => [ring] })!
  expect(proposal.operations).toEqual([{ kind: 'hand-over', to: finding.values.elsewhere, area: ring.slice(0, -1) }])
  expect(proposeRepair(begun, finding, { norm: [0, 1e6], compoundRings: nothing })).toBeNull()
})
