import Flatbush from 'flatbush'
import type { GroundFeatures } from '#domain/autoplan/ground-features.ts'
import type { PreparedCommunity, StandingGrid } from '#domain/autoplan/prepare-ground.ts'
import { type Path, reversed, ringDoubleArea } from '#domain/partition/lattice.ts'
import { metersPerStep } from '#domain/partition/metric.ts'
import type { DrawnCounty } from './draw-county.ts'
import { toLattice } from './geometry/lattice.ts'
import type { Point } from './geometry/point.ts'
import { trimmedRoads } from './road-lines.ts'

/** Land that is no compound, as it is loaded. */
const open = new Set(['vacant', 'farm', 'wood', 'park', 'square'])

/** The grids and the ground of a drawn county as a plan is drawn from them: `every` takes one community in so many. */
export function groundOfCounty({ plan, areas }: DrawnCounty, every: number) {
  const communities = areas.flatMap((street) => street.children).filter((_, i) => i % every === 0)
  const free = communities.flatMap((community, i) =>
    community.children
      .filter((grid) => !grid.dedicated)
      .map(
        (grid, k): StandingGrid => ({
          ...{ code: `${i}-${k}`, name: '', kind: 'base', community: String(i) },
          polygons: [
            grid.rings.map((ring) => [...ring, ring[0]!].map((vertex) => degreesOf(plan.mesh.lattice[vertex]!))),
          ],
        }),
      ),
  )
  const features: GroundFeatures = {
    roads: trimmedRoads(plan).flatMap(({ class: kind, lines }) =>
      kind === 'path' ? [] : lines.map((line) => ({ kind, line: pathOf(line) })),
    ),
    water: plan.waters.map(({ rings }) => rings.map(ringOf)),
    compounds: plan.compounds
      .filter(({ use }) => !open.has(use))
      .map(({ id, wall }) => ({ code: String(id), polygons: [[ringOf(wall)]] })),
    buildings: plan.buildings.map(({ centre, households, footprint }) => {
      const [x, y] = toLattice(centre)
      return { x, y, households, footprint: [ringOf(footprint)] }
    }),
  }
  return { free, features }
}

/**
 * Places on borders between parts that are on no road, bank or wall, beside no building on a road, and not halfway between
 * two compounds or buildings: metres of them, and of all borders.
 */
export function strayBorders(
  communities: readonly { readonly drawn: Pick<PreparedCommunity['drawn'], 'partition'> }[],
  partOf: (community: number, atom: string) => number,
  { roads, water, compounds, buildings }: GroundFeatures,
) {
  const closed = (ring: Path) => [...ring, ring[0]!, ring[1]!]
  const walls = compounds.flatMap(({ polygons }) => polygons.flat().map(closed))
  const houses = buildings.flatMap(({ footprint }) => footprint.map(closed))
  const fixed = nearest([...roads.map(({ line }) => line), ...water.flat().map(closed), ...walls, ...houses])
  const places = nearest([...walls, ...houses])
  let [stray, all] = [0, 0]
  for (const [number, { drawn }] of communities.entries())
    for (const { left, right, points } of drawn.partition.arcs.values()) {
      if (left === null || right === null || partOf(number, left) === partOf(number, right)) continue
      const scale = metersPerStep(points[1]!)
      for (let i = 2; i < points.length; i += 2) {
        const [x, y] = [(points[i]! + points[i - 2]!) / 2, (points[i + 1]! + points[i - 1]!) / 2]
        const meters = Math.hypot((points[i]! - points[i - 2]!) * scale.x, (points[i + 1]! - points[i - 1]!) * scale.y)
        all += meters
        if ((fixed(x, y, 1)[0] ?? 1) < 0.5) continue
        const [near, next] = places(x, y, 500)
        // sampled every six metres, smoothed by one and a half
        if (near === undefined || next === undefined || next - near > 8) stray += meters
      }
    }
  return { stray, all }
}

/** Distances in metres from a place to the two nearest lines within a reach, the nearer first. */
function nearest(lines: readonly Path[]): (x: number, y: number, reachMeters: number) => number[] {
  const pieces = lines.flatMap((line, owner) =>
    Array.from({ length: line.length / 2 - 1 }, (_, i) => ({ owner, piece: line.slice(i * 2, i * 2 + 4) })),
  )
  const index = new Flatbush(pieces.length)
  for (const { piece } of pieces) {
    const [ax, ay, bx, by] = piece as [number, number, number, number]
    index.add(Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by))
  }
  index.finish()
  return (x, y, reachMeters) => {
    const scale = metersPerStep(y)
    for (let reach = 25; ; reach *= 4) {
      const around = Math.min(reach, reachMeters)
      const best = new Map<number, number>()
      const found = index.search(x - around / scale.x, y - around / scale.y, x + around / scale.x, y + around / scale.y)
      for (const at of found) {
        const { owner, piece } = pieces[at]!
        const [ax, ay, bx, by] = piece as [number, number, number, number]
        const [dx, dy] = [(bx - ax) * scale.x, (by - ay) * scale.y]
        const [px, py] = [(x - ax) * scale.x, (y - ay) * scale.y]
        const along = Math.max(0, Math.min(1, (px * dx + py * dy) / Math.max(dx * dx + dy * dy, 1e-9)))
        const off = Math.hypot(px - dx * along, py - dy * along)
        if (off <= around) best.set(owner, Math.min(best.get(owner) ?? off, off))
      }
      if (best.size >= 2 || around >= reachMeters) return [...best.values()].sort((a, b) => a - b)
    }
  }
}

function degreesOf([x, y]: readonly [number, number]): [number, number] {
  return [x / 1e7, y / 1e7]
}

function pathOf(line: readonly Point[]): number[] {
  return line.flatMap((point) => [...toLattice(point)])
}

/** Counter-clockwise, without the closing point. */
function ringOf(points: readonly Point[]): Path {
  const path = pathOf(points)
  return ringDoubleArea(path) > 0 ? path : reversed(path)
}
