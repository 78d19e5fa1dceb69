import Flatbush from 'flatbush'
import type { Draft } from '#domain/partition/draft.ts'
import { gridOf } from '#domain/partition/ground.ts'
import type { Path } from '#domain/partition/lattice.ts'
import { metersPerStep } from '#domain/partition/metric.ts'

/** A border runs along a line that is at most so far away. */
const NEAR_METERS = 12
/** Places looked at along a border. */
const EVERY_METERS = 15

/**
 * Metres of the borders between grids of one community that a draft may change (those between communities are given), and of
 * them along given lines (roads, banks, walls; lattice steps). The lines are asked every 15 m.
 */
export function alongLines(draft: Draft, lines: readonly Path[]): { borderMeters: number; alongMeters: number } {
  const near = nearLines(lines)
  let [borderMeters, alongMeters] = [0, 0]
  for (const { left, right, points } of draft.partition.arcs.values()) {
    if (left === null || right === null || gridOf(draft, left) === gridOf(draft, right)) continue
    const [one, other] = [draft.grids.get(gridOf(draft, left)), draft.grids.get(gridOf(draft, right))]
    if (!one || !other || one.locked || other.locked || one.community !== other.community) continue
    const meters = metersPerStep(points[1]!)
    for (let i = 2; i < points.length; i += 2) {
      const [ax, ay] = [points[i - 2]!, points[i - 1]!]
      const [dx, dy] = [points[i]! - ax, points[i + 1]! - ay]
      const length = Math.hypot(dx * meters.x, dy * meters.y)
      const looks = Math.max(1, Math.ceil(length / EVERY_METERS))
      let hits = 0
      for (let k = 0; k < looks; k++) if (near(ax + (dx * (k + 0.5)) / looks, ay + (dy * (k + 0.5)) / looks)) hits++
      alongMeters += length * (hits / looks)
      borderMeters += length
    }
  }
  return { borderMeters, alongMeters }
}

function nearLines(lines: readonly Path[]): (x: number, y: number) => boolean {
  const pieces = lines.flatMap((line) =>
    Array.from({ length: Math.max(0, line.length / 2 - 1) }, (_, i) => line.slice(i * 2, i * 2 + 4)),
  )
  if (pieces.length === 0) return () => false
  const index = new Flatbush(pieces.length)
  for (const [ax, ay, bx, by] of pieces)
    index.add(Math.min(ax!, bx!), Math.min(ay!, by!), Math.max(ax!, bx!), Math.max(ay!, by!))
  index.finish()
  return (x, y) => {
    const meters = metersPerStep(y)
    const [wide, tall] = [NEAR_METERS / meters.x, NEAR_METERS / meters.y]
    const isNear = (piece: number) => {
      const [ax, ay, bx, by] = pieces[piece]! as [number, number, number, number]
      const [dx, dy] = [(bx - ax) * meters.x, (by - ay) * meters.y]
      const [px, py] = [(x - ax) * meters.x, (y - ay) * meters.y]
      const squared = dx * dx + dy * dy
      const along = squared === 0 ? 0 : Math.max(0, Math.min(1, (px * dx + py * dy) / squared))
      return Math.hypot(px - dx * along, py - dy * along) <= NEAR_METERS
    }
    return index.search(x - wide, y - tall, x + wide, y + tall, isNear).length > 0
  }
}
