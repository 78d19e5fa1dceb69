import { describe, expect, it } from 'vitest'
import { doubleArea } from '#domain/partition/polygon.ts'
import { compareGround } from './compare-ground.ts'
import type { GroundArea } from './ground.ts'
import { layMicroGrids, toLatticePolygons } from './lay-micro-grids.ts'

const rectangle = (west: number, south: number, east: number, north: number) => [
  [[west, south, east, south, east, north, west, north]],
]
const grid = (code: string, polygons: GroundArea['polygons'], name = code): GroundArea => ({
  code,
  name,
  parent: 'C',
  kind: 'base',
  polygons,
})
const micro = (code: string, parent: string, polygons: GroundArea['polygons']): GroundArea => ({
  code,
  name: code,
  parent,
  kind: null,
  polygons,
})
const kinds = (before: GroundArea[], after: GroundArea[]) =>
  compareGround({ grids: before, microGrids: [] }, { grids: after, microGrids: [] }).map((change) => [
    (change.after ?? change.before)!.code,
    change.kind,
  ])

describe('what differs between two grounds', () => {
  const a = grid('A', rectangle(0, 0, 1000, 1000))
  const b = grid('B', rectangle(1000, 0, 2000, 1000))

  it('nothing, where every point is the same', () => {
    expect(kinds([a, b], [b, a])).toEqual([])
  })

  it('an area opened, closed, changed, renamed', () => {
    expect(kinds([a], [a, b])).toEqual([['B', 'opened']])
    expect(kinds([a, b], [b])).toEqual([['A', 'closed']])
    expect(kinds([a], [grid('A', rectangle(0, 0, 1000, 999))])).toEqual([['A', 'changed']])
    expect(kinds([a], [grid('A', a.polygons, 'new')])).toEqual([['A', 'renamed']])
    expect(kinds([a], [{ ...a, kind: 'dedicated' }])).toEqual([['A', 'changed']])
  })

  it("a neighbour's new point on the border is no change of ground, a bend is", () => {
    const nodded = [[[0, 0, 1000, 0, 1000, 500, 1000, 1000, 0, 1000]]]
    const bent = [[[0, 0, 1000, 0, 1003, 500, 1000, 1000, 0, 1000]]]
    expect(kinds([a], [grid('A', nodded)])).toEqual([['A', 'border']])
    expect(kinds([a], [grid('A', bent)])).toEqual([['A', 'changed']])
    expect(kinds([grid('A', nodded)], [a])).toEqual([['A', 'changed']])
  })
})

describe('micro-grids under grids whose borders moved', () => {
  const micros = [
    micro('A01', 'A', rectangle(0, 0, 1000, 400)),
    micro('A02', 'A', rectangle(0, 400, 1000, 1000)),
    micro('B01', 'B', rectangle(1000, 0, 2000, 1000)),
  ]
  const north = grid('N', rectangle(0, 500, 1000, 1000))
  const south = grid('A', rectangle(0, 0, 1000, 500))

  it('are cut by the new border: the piece in its own grid keeps the code', () => {
    const laid = layMicroGrids([south, north, grid('B', rectangle(1000, 0, 2000, 1000))], micros)
    expect(
      laid.microGrids.map(({ code, parent, polygons }) => [code, parent, doubleArea(polygons) / 2]).sort(),
    ).toEqual([
      ['A01', 'A', 400_000],
      ['A02', 'A', 100_000],
      ['A02@N', 'N', 500_000],
      ['B01', 'B', 1_000_000],
    ])
  })

  it('share every border point with their grids, and fill them as before', () => {
    const slanted = [[[0, 0, 1000, 0, 1000, 617, 0, 333]]]
    const rest = [[[0, 333, 1000, 617, 1000, 1000, 0, 1000]]]
    const laid = layMicroGrids([grid('A', slanted), grid('N', rest)], micros.slice(0, 2))
    for (const upper of laid.grids) {
      const inside = laid.microGrids.filter((one) => one.parent === upper.code)
      expect(inside.reduce((sum, one) => sum + doubleArea(one.polygons), 0)).toBe(doubleArea(upper.polygons))
      const points = new Set(inside.flatMap(({ polygons }) => pairs(polygons)))
      expect(pairs(upper.polygons).filter((point) => !points.has(point))).toEqual([])
    }
  })

  it('go whole to the grid that takes them over', () => {
    const laid = layMicroGrids([grid('B', rectangle(0, 0, 2000, 1000))], micros)
    expect(laid.microGrids.map(({ code, parent }) => [code, parent]).sort()).toEqual([
      ['A01', 'B'],
      ['A02', 'B'],
      ['B01', 'B'],
    ])
  })

  it('reads stored rings either way round', () => {
    const clockwise = [
      [
        [0, 0],
        [0, 1e-4],
        [1e-4, 1e-4],
        [0, 0],
      ],
    ]
    expect(doubleArea(toLatticePolygons([clockwise]))).toBe(1_000_000)
  })
})

function pairs(polygons: GroundArea['polygons']): string[] {
  return polygons.flat().flatMap((ring) => ring.flatMap((x, i) => (i % 2 === 0 ? [`${x},${ring[i + 1]}`] : [])))
}
