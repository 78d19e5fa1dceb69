import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanGround } from './clean-ground.ts'
import type { CleanChoices, HomeGround, RawGrid } from './clean-ground.types.ts'
import { layGround } from './lay-ground.ts'

const community = '370699001001'
const square = (west: number, south: number, east: number, north: number): [number, number][] => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
]
const grid = (row: number, rings: [number, number][][], given: Partial<RawGrid> = {}): RawGrid => ({
  ...{ row, code: `G${row}`, name: `网格${row}`, kind: 'base', community: null, polygons: [rings] },
  ...given,
})
const home: HomeGround = { code: community, polygons: [[square(120, 37, 120.02, 37.01)]] }
const choices: CleanChoices = { mendMeters: 1, fill: new Set() }
const west = grid(1, [square(120, 37, 120.01, 37.01)])
const clean = (grids: RawGrid[], more: Partial<Parameters<typeof cleanGround>[0]> = {}, chosen = choices) =>
  cleanGround({ grids, microGrids: [], ...more }, [home], chosen)
const kinds = (result: ReturnType<typeof cleanGround>) => result.changes.map((change) => change.kind)
const areaOf = (result: ReturnType<typeof cleanGround>) =>
  result.ground.grids.reduce((sum, { ground }) => {
    const rings = ground.type === 'Polygon' ? ground.coordinates : ground.coordinates.flat()
    return sum + rings.reduce((all, ring) => all + signed(ring), 0)
  }, 0)
const signed = (ring: number[][]) =>
  ring.reduce((sum, [x, y], i) => {
    const [nextX, nextY] = ring[(i + 1) % ring.length]!
    return sum + (x! * nextY! - nextX! * y!) / 2
  }, 0)

describe('cleaning ground of a file', () => {
  it('changes nothing about ground that fits, and finds its community', () => {
    const result = clean([west, grid(2, [square(120.01, 37, 120.02, 37.01)])])
    expect(result.changes).toEqual([])
    expect(result.ground.grids.map(({ code, community: own }) => [code, own])).toEqual([
      ['G1', community],
      ['G2', community],
    ])
  })

  it('closes slivers, down to those of 1e-16, and lists them with place and width', () => {
    const hair = clean([west, grid(2, [square(120.01 + 1e-16, 37, 120.02, 37.01)])])
    expect(hair.changes).toEqual([])
    const sliver = clean([west, grid(2, [square(120.010005, 37, 120.02, 37.01)])])
    expect(sliver.changes).toMatchObject([{ kind: 'gap-closed', names: ['网格1'] }])
    expect(sliver.changes[0]!.widthMeters).toBeCloseTo(0.44, 1)
    expect(areaOf(sliver)).toBeCloseTo(0.0002, 12)
  })

  it('leaves a wide gap, lists it, and gives it to a neighbour when told', () => {
    const short = grid(2, [square(120.011, 37, 120.02, 37.01)])
    const left = clean([west, short])
    expect(left.changes).toMatchObject([{ kind: 'gap', at: [expect.closeTo(120.0105, 4), expect.any(Number)] }])
    expect(left.changes[0]!.polygons).toHaveLength(1)
    const given = clean([west, short], {}, { ...choices, fill: new Set([left.changes[0]!.id]) })
    expect(kinds(given)).toEqual(['gap-closed'])
    expect(given.changes[0]!.id).toBe(left.changes[0]!.id)
    expect(areaOf(given)).toBeCloseTo(0.0002, 12)
  })

  it('gives overlaps to the smaller, cuts off what lies beyond, and keeps one of two twins', () => {
    const lapping = clean([west, grid(2, [square(120.008, 37, 120.02, 37.01)])])
    expect(lapping.changes).toMatchObject([{ kind: 'overlap', names: ['网格1', '网格2'] }])
    expect(kinds(clean([grid(1, [square(119.99, 37, 120.02, 37.01)])]))).toEqual(['beyond'])
    const twins = clean([
      grid(1, [square(120, 37, 120.02, 37.01)]),
      grid(2, [square(120, 37, 120.02, 37.01).reverse() as never]),
    ])
    expect(twins.changes).toMatchObject([{ kind: 'duplicate', names: ['网格1', '网格2'] }])
    expect(twins.ground.grids).toHaveLength(1)
  })

  it('takes the ground a self-crossing border winds around, and drops rings without ground', () => {
    const bow = grid(1, [
      [
        [120, 37],
        [120.02, 37.01],
        [120.02, 37],
        [120, 37.01],
        [120, 37],
      ],
    ])
    const result = clean([bow])
    expect(kinds(result).toSorted()).toEqual(['border-crossed-itself', 'gap', 'gap', 'parts'])
    expect(areaOf(result)).toBeCloseTo(0.0001, 12)
    const line = clean([grid(1, [square(120, 37, 120.02, 37.01)]), grid(2, [square(120, 37, 120, 37.01)])])
    expect(kinds(line)).toEqual(['ring-dropped', 'area-dropped'])
  })

  it('joins rows of one code and tells of several parts', () => {
    const result = clean([
      grid(1, [square(120, 37, 120.005, 37.01)], { code: 'A' }),
      grid(2, [square(120.005, 37, 120.015, 37.01)], { code: 'B' }),
      grid(3, [square(120.015, 37, 120.02, 37.01)], { code: 'A' }),
    ])
    expect(kinds(result)).toEqual(['rows-joined', 'parts'])
    expect(result.ground.grids).toHaveLength(2)
  })

  it('nests micro-grids in the grid they name or lie in, and cuts off what strays', () => {
    const micro = { row: 9, code: 'M', name: '微', grid: null, polygons: [[square(120.002, 37, 120.011, 37.01)]] }
    const result = clean([west, grid(2, [square(120.01, 37, 120.02, 37.01)])], { microGrids: [micro] })
    expect(result.changes).toMatchObject([{ kind: 'micro-grid-beyond', names: ['微'] }])
    expect(result.ground.microGrids).toMatchObject([{ code: 'M', grid: 0 }])
  })

  it('law: whatever squares a file holds, the ground is a plan can begin from, and ground is only lost as listed', () => {
    const side = fc.integer({ min: 0, max: 20 })
    fc.assert(
      fc.property(fc.array(fc.tuple(side, side, side, side), { minLength: 1, maxLength: 8 }), (boxes) => {
        const grids = boxes.map(([a, b, c, d], i) =>
          grid(i, [
            square(
              120 + Math.min(a, c) / 1000 + i * 1e-7,
              37 + Math.min(b, d) / 2000,
              120 + (Math.max(a, c) + 1) / 1000,
              37 + (Math.max(b, d) + 1) / 2000,
            ),
          ]),
        )
        const result = clean(grids)
        if (result.ground.grids.length === 0) return
        const laid = layGround(result.ground, {
          communities: new Set([community]),
          standing: new Map(),
          used: [],
          locked: [],
        })
        expect(laid).toMatchObject({ ok: true })
        const gaps = result.changes.filter((change) => change.kind === 'gap')
        const open = gaps.reduce(
          (sum, gap) => sum + gap.polygons.flat().reduce((all, ring) => all + signed(ring), 0),
          0,
        )
        // a border one step from the rim becomes the rim
        expect(areaOf(result) + open).toBeCloseTo(0.0002, 8)
      }),
      { seed: 7, numRuns: Number(process.env.LONG_RUNS ?? 60) },
    )
  })
})
