import { describe, expect, it } from 'vitest'
import { buildPartition, type StoredFace } from './build-partition.ts'
import { type BaseMicroGrid, draftOfBase } from './draft-of-base.ts'
import { groundOf } from './ground.ts'
import { brokenLaws, nestedDraft } from './nested.fixture.ts'
import { openCoverage } from './open-coverage.ts'
import { brokenPromises, crookedFaces, degrees, ORIGIN } from './partition.fixture.ts'
import { multiPolygonOf, polygonsOf, toMultiPolygon } from './polygon.ts'

const points = { x: [], y: [], households: [], buildings: [], issues: [], compound: [] }
const drawn = nestedDraft(3, 2, 2, 5)
const grids = [...drawn.grids.values()].map(({ microGrids, ...grid }) => ({
  ...grid,
  polygons: toMultiPolygon(groundOf(drawn, grid.code)),
}))
const microGrids = [...drawn.microGrids.values()].map(
  (micro): BaseMicroGrid => ({ ...micro, polygons: multiPolygonOf(drawn.partition, micro.code) }),
)

describe('opening stored areas whose borders match', () => {
  it('gives what cutting everything at everything gives', () => {
    for (const seed of [1, 2, 3]) {
      const stored = crookedFaces(6, 5, seed)
      const opened = openCoverage(stored, [])!
      const cut = buildPartition(stored).partition
      expect(brokenPromises(opened.partition)).toEqual([])
      for (const { code } of stored) expect(polygonsOf(opened.partition, code)).toEqual(polygonsOf(cut, code))
    }
  })

  it('reads grids and micro-grids back as they were, with ground in no micro-grid', () => {
    expect(openCoverage(grids, microGrids)).not.toBeNull()
    const { draft, findings } = draftOfBase({ grids, microGrids, points })
    expect(findings).toEqual([])
    expect(brokenLaws(draft)).toEqual([])
    for (const code of drawn.partition.faces.keys())
      expect(polygonsOf(draft.partition, code)).toEqual(polygonsOf(drawn.partition, code))
    for (const code of drawn.grids.keys()) expect(groundOf(draft, code)).toEqual(groundOf(drawn, code))
  })

  it('gives the same by the whole way when one border is off', () => {
    const [first, ...others] = microGrids
    const shaken = (place: number[]): [number, number] => [place[0]! + 2e-16, place[1]! - 2e-16]
    const noisy = {
      ...first!,
      polygons: first!.polygons.map((rings) => rings.map((ring) => ring.map((at) => shaken([...at])))),
    }
    const { draft, findings } = draftOfBase({ grids, microGrids: [noisy, ...others], points })
    expect(findings).toEqual([])
    expect(brokenLaws(draft)).toEqual([])
    const slow = buildPartition([...grids, ...microGrids], new Map(microGrids.map(({ code, grid }) => [code, grid])))
    expect(slow.findings).toEqual([])
    for (const code of drawn.partition.faces.keys())
      expect(polygonsOf(slow.partition, code)).toEqual(polygonsOf(drawn.partition, code))
  })

  const steps = (place: number, other: number): [number, number] =>
    degrees([Math.round(ORIGIN[0] * 1e7) + place, Math.round(ORIGIN[1] * 1e7) + other])
  const box = (code: string, x: number, y: number, width: number, height = width): StoredFace => ({
    code,
    polygons: [[[steps(x, y), steps(x + width, y), steps(x + width, y + height), steps(x, y + height), steps(x, y)]]],
  })

  it.each<[string, StoredFace[]]>([
    ['overlap', [box('A', 0, 0, 1000), box('B', 900, 0, 1000)]],
    ['one within the other', [box('A', 0, 0, 1000), box('B', 300, 300, 200)]],
    ['the same ground twice', [box('A', 0, 0, 1000), box('B', 0, 0, 1000)]],
    ['a vertex on the border of a neighbour', [box('A', 0, 0, 1000), box('B', 1000, 0, 400)]],
    ['a sliver one step wide', [box('A', 0, 0, 1000), box('B', 1001, 0, 1000)]],
    ['one code twice', [box('A', 0, 0, 1000), box('A', 3000, 0, 1000)]],
  ])('leaves %s to the whole way', (_, stored) => {
    expect(openCoverage(stored, [])).toBeNull()
  })

  it('leaves micro-grids that lie over each other, or out of their grid, to the whole way, which keeps them nested', () => {
    const stored = [box('A', 0, 0, 1000), box('B', 1000, 0, 1000)].map((one) => ({
      ...one,
      name: one.code,
      kind: 'base' as const,
      community: 'c',
      locked: false,
      polygons: one.polygons.map((rings) => rings.map((ring) => ring.map(([x, y]): [number, number] => [x!, y!]))),
    }))
    const over: BaseMicroGrid[] = [
      { ...box('m1', 100, 100, 800), name: 'm1', grid: 'A' },
      { ...box('m2', 300, 300, 200), name: 'm2', grid: 'A' },
      { ...box('m3', 1800, 100, 400), name: 'm3', grid: 'B' },
      { ...box('m4', 900, 950, 300, 20), name: 'm4', grid: 'A' },
    ]
    expect(openCoverage(stored, over)).toBeNull()
    expect(openCoverage(stored, over.slice(1, 2))).not.toBeNull()
    const { draft, findings } = draftOfBase({ grids: stored, microGrids: over, points })
    expect(brokenLaws(draft)).toEqual([])
    expect(findings.map(({ kind, codes }) => [kind, codes])).toEqual(
      expect.arrayContaining([
        ['overlap', ['m2', 'm1']],
        ['overlap', ['B', 'm4']],
      ]),
    )
  })

  it('tells ground that nobody claims', () => {
    const ring = box('A', 0, 0, 3000)
    const hole = box('H', 1000, 1000, 1000).polygons[0]![0]!
    const stored = [{ code: 'A', polygons: [[ring.polygons[0]![0]!, hole]] }]
    const [gap] = openCoverage(stored, [])!.gaps
    expect(gap?.codes).toEqual(['A'])
    expect(buildPartition(stored).findings).toHaveLength(1)
  })
})
