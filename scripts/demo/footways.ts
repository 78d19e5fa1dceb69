import { type Face, type Mesh, markOf, ringOf, splitEdge } from './geometry/mesh.ts'
import { between, distance, meet, type Point, turn } from './geometry/point.ts'
import { contains } from './geometry/polygon.ts'
import type { PlacedBuilding, RowLayout, RowRule } from './layout.ts'
import type { Compound, Footway } from './plan.types.ts'
import type { Random } from './random.ts'

/**
 * Paths of a compound: one along each row, one main path across them, and gates to the street.
 * Gates are added to the compound; nothing else leads through a wall. With `doors` a short path leads to each building.
 */
export function layFootways(
  mesh: Mesh,
  face: Face,
  compound: Compound,
  layout: RowLayout,
  rule: RowRule,
  random: Random,
  doors: boolean,
): Footway[] {
  const paths = layout.rows.map((row) => ({
    v: row.v - rule.depth / 2 - Math.min(4, (rule.pitch - rule.depth) / 2.4),
    stops: new Set([row.from, row.to]),
    from: row.from,
    to: row.to,
  }))
  const links: [Point, Point][] = []
  for (let i = 1; i < paths.length; i++) {
    const below = paths[i - 1]!
    const above = paths[i]!
    const u = crossingBetween(below, above, layout.spine, compound.wall, layout.angle)
    const lower = Math.min(Math.max(u, below.from), below.to)
    const upper = Math.min(Math.max(u, above.from), above.to)
    below.stops.add(lower)
    above.stops.add(upper)
    links.push([
      [lower, below.v],
      [upper, above.v],
    ])
  }
  const gates = openGates(mesh, face, compound, layout, paths, random)
  const kind = compound.use === 'village' ? 'lane' : 'footway'
  const inner = (line: Point[]): Footway => ({
    line: line.map((point) => turn(point, layout.angle)),
    kind,
    startVertex: -1,
    endVertex: -1,
  })
  const stubs = doors ? layout.buildings.flatMap((placed) => doorPaths(placed, paths[placed.row]!, rule)) : []
  for (const { path, u } of stubs) path.stops.add(u)
  return [
    ...stubs.map(({ path, u, to }) =>
      inner([
        [u, path.v],
        [u, to],
      ]),
    ),
    ...paths
      .filter((path) => path.stops.size > 1)
      .map((path) => inner([...path.stops].sort((a, b) => a - b).map((u): Point => [u, path.v]))),
    ...links.map((link) => inner(link)),
    ...gates,
  ]
}

interface RowPath {
  v: number
  stops: Set<number>
  from: number
  to: number
}

/** From the path in front of a building to its doors: one for each stairwell of about 15 m. */
function doorPaths({ u, length }: PlacedBuilding, path: RowPath, rule: RowRule) {
  const count = Math.max(1, Math.round(length / 15))
  const front = path.v + Math.min(4, (rule.pitch - rule.depth) / 2.4)
  return Array.from({ length: count }, (_, i) => ({
    path,
    u: Math.min(Math.max(u + length * ((i + 0.5) / count - 0.5), path.from), path.to),
    to: front,
  }))
}

/** The main path where it stays inside, else round the end of the lower row. */
function crossingBetween(below: RowPath, above: RowPath, spine: number, wall: readonly Point[], angle: number): number {
  const within = (u: number): boolean =>
    contains(wall, turn([u, below.v], angle)) && contains(wall, turn([u, above.v], angle))
  if (spine > below.from && spine < below.to && within(spine)) return spine
  return within(below.to) ? below.to : below.from
}

function openGates(
  mesh: Mesh,
  face: Face,
  compound: Compound,
  layout: RowLayout,
  paths: RowPath[],
  random: Random,
): Footway[] {
  const first = paths[0]!
  const last = paths[paths.length - 1]!
  const middle = paths[Math.floor(paths.length / 2)]!
  const clamp = (path: RowPath): number => Math.min(Math.max(layout.spine, path.from), path.to)
  const open = !compound.walled
  const tries: { path: RowPath; u: number; direction: Point }[] = [
    { path: first, u: clamp(first), direction: [0, -1] },
    ...random.shuffle([
      { path: last, u: last.to, direction: [0, 1] as Point },
      { path: middle, u: middle.to, direction: [1, 0] as Point },
      { path: middle, u: middle.from, direction: [-1, 0] as Point },
    ]),
  ]
  const candidates = open
    ? [
        ...tries,
        ...paths.flatMap((path) => [
          { path, u: path.to, direction: [1, 0] as Point },
          { path, u: path.from, direction: [-1, 0] as Point },
        ]),
      ]
    : tries
  const wanted = open ? 99 : random.chance(0.55) ? 1 : 2
  const gates: Footway[] = []
  for (const { path, u, direction } of candidates) {
    if (gates.length >= wanted) break
    const gate = tryGate(
      mesh,
      face,
      compound,
      turn([u, path.v], layout.angle),
      turn(direction, layout.angle),
      open ? 60 : 130,
    )
    if (!gate) continue
    path.stops.add(u)
    gates.push(gate)
  }
  if (gates.length === 0) {
    // no street lies straight ahead: look in every direction from every row
    for (const path of paths)
      for (let turnStep = 0; turnStep < 16 && gates.length === 0; turnStep++) {
        const angle = (turnStep / 16) * 2 * Math.PI
        const u = turnStep % 2 === 0 ? path.from : path.to
        const gate = tryGate(
          mesh,
          face,
          compound,
          turn([u, path.v], layout.angle),
          [Math.cos(angle), Math.sin(angle)],
          900,
        )
        if (!gate) continue
        path.stops.add(u)
        gates.push(gate)
      }
  }
  return gates
}

/** A straight way from a point inside through the wall to the middle of a street, if one lies there within reach. */
function tryGate(
  mesh: Mesh,
  face: Face,
  compound: Compound,
  from: Point,
  direction: Point,
  reach: number,
): Footway | null {
  const to: Point = [from[0] + direction[0] * reach, from[1] + direction[1] * reach]
  const street = firstHit(ringOf(mesh, face), from, to)
  const wall = firstHit(compound.wall, from, to)
  if (!street || !wall) return null
  const a = face.ring[street.side]!
  const b = face.ring[(street.side + 1) % face.ring.length]!
  const { kind } = markOf(mesh, a, b)
  if (kind !== 'arterial' && kind !== 'street' && kind !== 'lane') return null
  const near = [a, b].find((vertex) => distance(mesh.points[vertex]!, street.at) < 1.5)
  const vertex = near ?? splitEdge(mesh, a, b, street.at)
  compound.gates.push({ at: wall.at, street: vertex })
  return { line: [from, wall.at, mesh.points[vertex]!], kind: 'gate', startVertex: -1, endVertex: vertex }
}

function firstHit(ring: readonly Point[], from: Point, to: Point): { side: number; at: Point } | null {
  let nearest = Number.POSITIVE_INFINITY
  let found: { side: number; at: Point } | null = null
  for (let i = 0; i < ring.length; i++) {
    const hit = meet(from, to, ring[i]!, ring[(i + 1) % ring.length]!)
    if (!hit || hit.first <= 0 || hit.first > 1 || hit.second < 0 || hit.second > 1 || hit.first >= nearest) continue
    nearest = hit.first
    found = { side: i, at: between(from, to, hit.first) }
  }
  return found
}
