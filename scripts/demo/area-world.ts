import { components, type Neighbourhood, shareOut } from './balance.ts'
import { acrossFrom, type EdgeKind, type Face, type Mesh, markOf, ringOf } from './geometry/mesh.ts'
import { distance } from './geometry/point.ts'
import { area } from './geometry/polygon.ts'
import type { Compound } from './plan.types.ts'
import { portions } from './portions.ts'
import type { Random } from './random.ts'

export interface World {
  mesh: Mesh
  compounds: readonly Compound[]
  /** Households by face. */
  households: ReadonlyMap<number, number>
  random: Random
}

export function weightOf(world: World, faces: readonly Face[]): number {
  return faces.reduce((sum, face) => sum + (world.households.get(face.id) ?? 0), 0)
}

/** Shares items into connected groups. Land cut off from the rest gets groups of its own by its weight. */
export function group(world: World, items: Face[][], parts: number, byArea = false): Face[][] {
  if (items.length === 0) return []
  const map = neighbourhood(world, items, byArea)
  const pieces = components(
    map,
    items.map((_, i) => i),
  )
  const weights = pieces.map((piece) => piece.reduce((sum, node) => sum + map.weights[node]!, 0))
  const counts =
    pieces.length === 1
      ? [parts]
      : portions(
          weights,
          Math.max(parts, pieces.length),
          pieces.map(() => 1),
        )
  return pieces.flatMap((piece, i) => {
    const shared = shareOut(map, piece, counts[i]!, world.random, piece.length > 60 ? 30 : 22)
    const groups = new Map<number, Face[]>()
    for (const [node, part] of shared) {
      const list = groups.get(part)
      if (list) list.push(...items[node]!)
      else groups.set(part, [...items[node]!])
    }
    return [...groups.values()]
  })
}

/** Compounds stay whole unless they hold more than most of a grid. */
export function compoundItems(world: World, faces: readonly Face[]): Face[][] {
  const items = new Map<number, Face[]>()
  for (const face of faces) {
    const list = items.get(face.compound)
    if (list) list.push(face)
    else items.set(face.compound, [face])
  }
  return [...items.values()].flatMap((members) =>
    weightOf(world, members) > 260 ||
    components(
      neighbourhood(
        world,
        members.map((face) => [face]),
      ),
      members.map((_, i) => i),
    ).length > 1
      ? members.map((face) => [face])
      : [members],
  )
}

export function neighbourhood(world: World, items: Face[][], byArea = false): Neighbourhood {
  const { mesh } = world
  const itemOf = new Map<number, number>()
  items.forEach((faces, i) => {
    for (const face of faces) itemOf.set(face.id, i)
  })
  const neighbours = items.map((faces, i) => {
    const sides = new Map<number, { to: number; meters: number; ease: number }>()
    for (const face of faces)
      face.ring.forEach((from, k) => {
        const to = face.ring[(k + 1) % face.ring.length]!
        const other = acrossFrom(mesh, from, to)
        const there = other ? itemOf.get(other.id) : undefined
        if (there === undefined || there === i) return
        const meters = distance(mesh.points[from]!, mesh.points[to]!)
        const quality = ease[markOf(mesh, from, to).kind]
        const side = sides.get(there)
        if (!side) sides.set(there, { to: there, meters, ease: quality })
        else {
          side.ease = (side.ease * side.meters + quality * meters) / (side.meters + meters)
          side.meters += meters
        }
      })
    return [...sides.values()]
  })
  const weights = items.map((faces) => {
    const hectares = faces.reduce((sum, face) => sum + area(ringOf(mesh, face)), 0) / 1e4
    return byArea ? hectares : weightOf(world, faces) + hectares * 0.02
  })
  return { weights, neighbours }
}

const ease: Record<EdgeKind, number> = {
  river: 1,
  arterial: 0.9,
  street: 0.75,
  lane: 0.5,
  plot: 0.1,
  coast: 0,
  boundary: 0,
}
