import { orient } from '#domain/partition/lattice.ts'
import type { LatticePolygon } from '#domain/partition/partition.types.ts'
import type { Ground, GroundArea } from './ground.ts'

/** How an area comes out of a plan; `border`: the same ground, with a neighbour's new border point in its own border. */
export interface GroundChange {
  readonly level: 'grid' | 'micro-grid'
  readonly kind: 'opened' | 'closed' | 'changed' | 'renamed' | 'border'
  readonly before: GroundArea | null
  readonly after: GroundArea | null
}

/** What differs between two grounds, area by area in the order of `after`, then those that are gone. */
export function compareGround(before: Ground, after: Ground): GroundChange[] {
  return [
    ...compareLevel('grid', before.grids, after.grids),
    ...compareLevel('micro-grid', before.microGrids, after.microGrids),
  ]
}

function compareLevel(
  level: GroundChange['level'],
  before: readonly GroundArea[],
  after: readonly GroundArea[],
): GroundChange[] {
  const known = new Map(before.map((area) => [area.code, area]))
  const changes: GroundChange[] = []
  for (const area of after) {
    const old = known.get(area.code)
    known.delete(area.code)
    if (old === undefined) changes.push({ level, kind: 'opened', before: null, after: area })
    else {
      const kind = kindOf(old, area)
      if (kind !== null) changes.push({ level, kind, before: old, after: area })
    }
  }
  for (const gone of known.values()) changes.push({ level, kind: 'closed', before: gone, after: null })
  return changes
}

/** Null where nothing differs. */
function kindOf(old: GroundArea, area: GroundArea): GroundChange['kind'] | null {
  if (old.parent !== area.parent || old.kind !== area.kind) return 'changed'
  const ground = groundKind(old.polygons, area.polygons)
  if (ground === 'changed') return 'changed'
  return old.name === area.name ? ground : 'renamed'
}

/** `border`: every old point is still there, and those that came lie on the old border, rounded to the lattice. */
function groundKind(old: readonly LatticePolygon[], now: readonly LatticePolygon[]): 'changed' | 'border' | null {
  if (sameRings(old, now)) return null
  const [before, after] = [pointsOf(old), pointsOf(now)]
  for (const key of before.keys()) if (!after.has(key)) return 'changed'
  for (const [key, [x, y]] of after) if (!before.has(key) && !liesOn(old, x, y)) return 'changed'
  return 'border'
}

function pointsOf(polygons: readonly LatticePolygon[]): Map<string, [number, number]> {
  const points = new Map<string, [number, number]>()
  for (const polygon of polygons)
    for (const ring of polygon)
      for (let i = 0; i < ring.length; i += 2) points.set(`${ring[i]},${ring[i + 1]}`, [ring[i]!, ring[i + 1]!])
  return points
}

/** Whether a point lies within one lattice step of a border. */
function liesOn(polygons: readonly LatticePolygon[], x: number, y: number): boolean {
  return polygons.some((polygon) =>
    polygon.some((ring) => {
      for (let i = 0; i < ring.length; i += 2) {
        const next = (i + 2) % ring.length
        if (nearSegment(ring[i]!, ring[i + 1]!, ring[next]!, ring[next + 1]!, x, y)) return true
      }
      return false
    }),
  )
}

function nearSegment(ax: number, ay: number, bx: number, by: number, x: number, y: number): boolean {
  if (x < Math.min(ax, bx) - 1 || x > Math.max(ax, bx) + 1 || y < Math.min(ay, by) - 1 || y > Math.max(ay, by) + 1)
    return false
  return Math.abs(orient(ax, ay, bx, by, x, y)) <= Math.hypot(bx - ax, by - ay)
}

function sameRings(one: readonly LatticePolygon[], other: readonly LatticePolygon[]): boolean {
  return (
    one.length === other.length &&
    one.every((polygon, p) => {
      const twin = other[p]!
      return (
        polygon.length === twin.length &&
        polygon.every((ring, r) => ring.length === twin[r]!.length && ring.every((value, i) => value === twin[r]![i]))
      )
    })
  )
}
