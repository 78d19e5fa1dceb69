import { describe, expect, it } from 'vitest'
import { locate } from '#domain/partition/locate.ts'
import { brokenPromises, totalDoubleArea } from '#domain/partition/partition.fixture.ts'
import { doubleArea, polygonsOf } from '#domain/partition/polygon.ts'
import { drawAtoms } from './draw-atoms.ts'
import { box, east, north, scale } from './ground.fixture.ts'
import type { GroundBuilding, GroundFeatures } from './ground-features.ts'

const house = (x: number, y: number, households: number): GroundBuilding => ({
  ...{ x: east(x + 20), y: north(y + 6), households },
  footprint: [box(x, y, 40, 12)],
})
const line = (...places: [number, number][]) => places.flatMap(([x, y]) => [east(x), north(y)])

/**
 * 600 x 400 m, cut by a street and an arterial road into four blocks: two compounds side by side, one compound above the
 * maximum, a house without a compound beside a river, a park. One house stands on the street.
 */
const features: GroundFeatures = {
  roads: [
    { kind: 'street', line: line([-50, 200], [650, 200]) },
    { kind: 'arterial', line: line([300, -50], [300, 450]) },
    // ends in the park: parts nothing
    { kind: 'lane', line: line([450, 200], [450, 260]) },
  ],
  water: [[box(560, 0, 20, 200)]],
  compounds: [
    { code: 'A', polygons: [[box(20, 20, 100, 160)]] },
    { code: 'B', polygons: [[box(160, 20, 120, 160)]] },
    { code: 'C', polygons: [[box(20, 220, 260, 160)]] },
  ],
  buildings: [
    ...[house(50, 60, 120), house(50, 120, 100), house(180, 60, 150)],
    ...[house(40, 240, 180), house(40, 320, 190), house(200, 240, 170)],
    ...[house(330, 100, 30), house(400, 194, 60)],
  ],
}
const region = [[box(0, 0, 600, 400)]]
const drawn = drawAtoms(region, features, 400)

describe('atoms', () => {
  it('are a sound partition of the region that loses no ground and no household', () => {
    expect(brokenPromises(drawn.partition)).toEqual([])
    const lost = Math.abs(totalDoubleArea(drawn.partition) - doubleArea(region)) / 2
    expect(lost * scale.x * scale.y).toBeLessThan(1)
    expect(drawn.atoms.reduce((sum, atom) => sum + atom.households, 0)).toBe(1_000)
  })

  it('are whole compounds, or the buildings of one above the maximum, in its group', () => {
    const of = (compound: number) => drawn.atoms.filter((atom) => atom.compound === compound)
    expect(of(0).map((atom) => atom.households)).toEqual([220])
    expect(of(1).map((atom) => atom.households)).toEqual([150])
    expect(
      of(2)
        .map((atom) => atom.households)
        .sort(),
    ).toEqual([170, 180, 190])
    expect(new Set(of(2).map((atom) => atom.group)).size).toBe(1)
  })

  it('have borders on roads, banks, walls, or halfway between compounds and buildings', () => {
    const fixed = [
      ...features.roads.map((road) => road.line),
      ...[...features.water, ...features.compounds.flatMap(({ polygons }) => polygons)].flat().map(closed),
      closed(features.buildings.at(-1)!.footprint[0]!),
    ]
    // the one above the maximum is parted between its buildings
    const places = [
      ...features.compounds.slice(0, 2).flatMap(({ polygons }) => polygons.flat()),
      ...features.buildings.flatMap((one) => one.footprint),
    ]
    let looked = 0
    for (const { left, right, points } of drawn.partition.arcs.values()) {
      if (left === null || right === null) continue
      for (let i = 0; i + 3 < points.length; i += 2) {
        const [x, y] = [(points[i]! + points[i + 2]!) / 2, (points[i + 1]! + points[i + 3]!) / 2]
        if (fixed.some((path) => offOf(path, x, y) < 0.1)) continue
        const [near, next] = places.map((ring) => offOf(closed(ring), x, y)).sort((a, b) => a - b)
        // sampled every six metres, smoothed by one and a half
        expect(next! - near!, `${x} ${y}`).toBeLessThan(6)
        looked++
      }
    }
    expect(looked).toBeGreaterThan(3)
  })

  it('cut no building: a border leads around one that stands on a road', () => {
    for (const [building, { footprint, x, y }] of features.buildings.entries()) {
      const rings = polygonsOf(drawn.partition, String(drawn.atomOfBuilding[building])).flat()
      expect(locate(rings, x, y)).toBe(1)
      for (const ring of footprint)
        for (let i = 0; i < ring.length; i += 2) expect(locate(rings, ring[i]!, ring[i + 1]!)).toBeGreaterThanOrEqual(0)
    }
  })

  it('know what parts them: the arterial road costs nothing, inside of a compound it costs most', () => {
    expect(drawn.edges.some(({ kind, cost }) => kind === 'arterial' && cost < 0.01)).toBe(true)
    expect(drawn.edges.some(({ kind, cost }) => kind === 'inside' && cost > 0.6)).toBe(true)
    expect(drawn.edges.some(({ kind }) => kind === 'river')).toBe(true)
  })

  it('are one where the network is empty, and nothing where there is no ground', () => {
    const bare = { ...features, roads: [], water: [], compounds: [] }
    expect(drawAtoms(region, bare, 5_000).atoms).toHaveLength(1)
    expect(drawAtoms([], bare, 400).atoms).toEqual([])
  })
})

function closed(ring: readonly number[]): number[] {
  return [...ring, ring[0]!, ring[1]!]
}

/** Metres from a place to a path. */
function offOf(path: readonly number[], x: number, y: number): number {
  let least = Number.POSITIVE_INFINITY
  for (let i = 2; i < path.length; i += 2) {
    const [ax, ay] = [path[i - 2]!, path[i - 1]!]
    const [dx, dy] = [(path[i]! - ax) * scale.x, (path[i + 1]! - ay) * scale.y]
    const [px, py] = [(x - ax) * scale.x, (y - ay) * scale.y]
    const along = Math.max(0, Math.min(1, (px * dx + py * dy) / (dx * dx + dy * dy)))
    least = Math.min(least, Math.hypot(px - dx * along, py - dy * along))
  }
  return least
}
