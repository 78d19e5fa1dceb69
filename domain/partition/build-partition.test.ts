import { describe, expect, it } from 'vitest'
import { buildPartition, type StoredFace } from './build-partition.ts'
import { brokenPromises, crookedFaces, degrees } from './partition.fixture.ts'
import { multiPolygonOf, polygonsOf } from './polygon.ts'

const square = (x: number, y: number, size: number): [number, number][] =>
  [
    [x, y],
    [x + size, y],
    [x + size, y + size],
    [x, y + size],
    [x, y],
  ].map(([px, py]) => degrees([1_207_000_000 + px!, 378_000_000 + py!]))

const face = (code: string, ...polygons: [number, number][][][]): StoredFace => ({ code, polygons })

describe('building a partition', () => {
  it('reads polygons back equal to the bit, in canonical turn', () => {
    const stored = crookedFaces(4, 3, 7)
    const { partition, findings } = buildPartition(stored)
    expect(findings).toEqual([])
    expect(brokenPromises(partition)).toEqual([])
    for (const { code, polygons } of stored) {
      const ring = polygons[0]![0]!.slice(0, -1)
      const back = multiPolygonOf(partition, code)[0]![0]!.slice(0, -1)
      const start = ring.findIndex(([x, y]) => x === back[0]![0] && y === back[0]![1])
      expect([...ring.slice(start), ...ring.slice(0, start)]).toEqual(back)
    }
  })

  it('is stable: what is read back builds the same borders again', () => {
    const first = buildPartition(crookedFaces(5, 4, 3)).partition
    const codes = [...first.faces.keys()]
    const second = buildPartition(codes.map((code) => ({ code, polygons: multiPolygonOf(first, code) }))).partition
    for (const code of codes) expect(polygonsOf(second, code)).toEqual(polygonsOf(first, code))
  })

  it('makes a neighbour vertex that lies on a border a vertex of both', () => {
    const big = face('A', [square(0, 0, 1000)])
    const small = [face('B', [square(1000, 0, 400)]), face('C', [square(1000, 400, 600)])]
    const { partition, findings } = buildPartition([big, ...small])
    expect(findings).toEqual([])
    expect(multiPolygonOf(partition, 'A')[0]![0]).toContainEqual(degrees([1_207_001_000, 378_000_400]))
    expect([...partition.arcs.values()].filter((arc) => arc.left === 'A' && arc.right === 'B')).toHaveLength(1)
  })

  it('keeps holes, and a grid that lies inside another', () => {
    const { partition, findings } = buildPartition([
      face('A', [square(0, 0, 1000), square(300, 300, 200)]),
      face('B', [square(300, 300, 200)]),
    ])
    expect(findings).toEqual([])
    expect(polygonsOf(partition, 'A')[0]).toHaveLength(2)
    expect(brokenPromises(partition)).toEqual([])
  })

  it('keeps several parts, also when they touch in a point', () => {
    const { partition } = buildPartition([face('A', [square(0, 0, 500)], [square(500, 500, 500)])])
    expect(polygonsOf(partition, 'A')).toHaveLength(2)
    expect(brokenPromises(partition)).toEqual([])
  })

  it('tells a gap and leaves it open', () => {
    const { partition, findings } = buildPartition([face('A', [square(0, 0, 1000), square(300, 300, 200)])])
    expect(findings).toMatchObject([{ kind: 'gap', codes: ['A'] }])
    expect(findings[0]!.areaSquareMeters).toBeCloseTo(200 * 200 * 0.0111 ** 2 * Math.cos((37.8 * Math.PI) / 180), 0)
    expect(polygonsOf(partition, 'A')[0]).toHaveLength(2)
  })

  it('gives overlapping ground to the smaller claimant and tells it', () => {
    const { partition, findings } = buildPartition([
      face('A', [square(0, 0, 1000)]),
      face('B', [square(300, 300, 200)]),
    ])
    expect(findings).toMatchObject([{ kind: 'overlap', codes: ['B', 'A'] }])
    expect(polygonsOf(partition, 'A')[0]).toHaveLength(2)
    expect(polygonsOf(partition, 'B')).toHaveLength(1)
  })

  it('tells malformed rings and faces that are lost, and goes on', () => {
    const { partition, findings } = buildPartition([
      face('A', [square(0, 0, 1000)]),
      face('B', [square(0, 0, 1000)]),
      face('C', [
        [
          [120.7, 37.8],
          [120.8, 37.8],
          [120.7, 37.8],
        ],
      ]),
      face('D', [
        [
          [Number.NaN, 1],
          [2, 3],
          [4, 5],
        ],
      ]),
      face('E', [[]], []),
    ])
    expect(findings.map((finding) => finding.kind).sort()).toEqual(
      ['lost', 'lost', 'lost', 'lost', 'malformed', 'malformed', 'malformed', 'overlap'].sort(),
    )
    expect([...partition.faces.keys()]).toEqual(['A'])
  })

  it('cuts a ring that crosses itself into parts', () => {
    const bow: [number, number][] = [
      [0, 0],
      [1000, 1000],
      [1000, 0],
      [0, 1000],
      [0, 0],
    ].map(([x, y]) => degrees([1_207_000_000 + x!, 378_000_000 + y! * (x === 1000 ? 1.2 : 1)]))
    const { partition } = buildPartition([face('A', [bow])])
    expect(polygonsOf(partition, 'A')).toHaveLength(2)
    expect(brokenPromises(partition)).toEqual([])
  })

  it('refuses faces scattered over the globe', () => {
    const far = face('B', [
      [
        [10, 10],
        [11, 10],
        [11, 11],
        [10, 10],
      ],
    ])
    expect(() => buildPartition([face('A', [square(0, 0, 1000)]), far])).toThrow(/spread over/)
  })
})
