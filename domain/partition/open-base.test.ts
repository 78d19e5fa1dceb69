import { describe, expect, it } from 'vitest'
import { packIntegers } from '#domain/contract/packed.ts'
import { scatteredPoints } from './draft.fixture.ts'
import { draftOfBase, type StoredGround } from './draft-of-base.ts'
import { groundOf } from './ground.ts'
import { nestedDraft } from './nested.fixture.ts'
import { openBase } from './open-base.ts'
import { packBase } from './pack-base.ts'
import { multiPolygonOf, toMultiPolygon } from './polygon.ts'

const drawn = nestedDraft(3, 2, 2, 11)
const points = { ...scatteredPoints(300, 6, 4, 3), elderly: Array.from({ length: 300 }, (_, i) => i % 7) }
const stored: StoredGround = {
  grids: [...drawn.grids.values()].map(({ microGrids: _, ...grid }) => ({
    ...grid,
    locked: grid.code === 'A-2-1',
    polygons: toMultiPolygon(groundOf(drawn, grid.code)),
  })),
  microGrids: [...drawn.microGrids.values()].map((micro) => ({
    ...micro,
    polygons: multiPolygonOf(drawn.partition, micro.code),
  })),
  points,
}

describe('a base that is packed and opened', () => {
  it('is the draft it was, to the last number: both sides replay steps alike', () => {
    const here = draftOfBase(stored)
    const there = openBase(structuredClone(packBase(here)))
    expect(there.draft).toEqual(here.draft)
    expect(there.census).toEqual(here.census)
    for (const column of ['x', 'y', 'households', 'buildings', 'issues', 'compound'] as const)
      expect([...Array.from(there.points[column])]).toEqual(points[column])
  })

  it('is so where stored borders do not match and are cut at each other', () => {
    const shifted = stored.microGrids!.map((micro, i) =>
      i === 0 ? { ...micro, polygons: [[micro.polygons[0]![0]!.map(([x, y]) => [x! + 3e-6, y!])]] } : micro,
    )
    const here = draftOfBase({ ...stored, microGrids: shifted })
    expect(here.findings.length).toBeGreaterThan(0)
    const there = openBase(packBase(here))
    expect(there.draft).toEqual(here.draft)
    expect(there.census).toEqual(here.census)
    expect(there.findings).toEqual(here.findings)
  })

  it('leaves elderly people out; who tells them adds their column', () => {
    const packed = packBase(draftOfBase(stored))
    expect(JSON.stringify(packed)).not.toContain('elderly')
    expect(openBase(packed).points.elderly).toBeUndefined()
    const told = { ...packed, points: { ...packed.points, elderly: packIntegers(points.elderly) } }
    expect([...Array.from(openBase(told).points.elderly!)]).toEqual(points.elderly)
  })
})
