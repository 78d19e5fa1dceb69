import { compoundItems, group, neighbourhood, type World, weightOf } from './area-world.ts'
import { components, type Neighbourhood } from './balance.ts'
import { acrossFrom, type Face } from './geometry/mesh.ts'

export interface Grid {
  faces: Face[]
  dedicated: boolean
}

/** Base grids of a street by its households, around the estates that are grids of their own. */
export function drawGrids(world: World, faces: Face[], estates: Map<number, number>, count: number): Grid[] {
  const own = new Map<number, Face[]>()
  const rest: Face[] = []
  for (const face of faces) {
    const estate = estates.get(face.id)
    if (estate === undefined) rest.push(face)
    else if (own.has(estate)) own.get(estate)!.push(face)
    else own.set(estate, [face])
  }
  const base = absorbLeftovers(world, rest, own)
  const parts = balance(world, group(world, compoundItems(world, base), count))
  return [
    ...parts.map((members) => ({ faces: members, dedicated: false })),
    ...[...own.values()].map((members) => ({ faces: members, dedicated: true })),
  ]
}

/** Land that estates cut off and where next to nobody lives goes to the estate beside it. */
function absorbLeftovers(world: World, rest: Face[], own: Map<number, Face[]>): Face[] {
  const map = neighbourhood(
    world,
    rest.map((face) => [face]),
  )
  const pieces = components(
    map,
    rest.map((_, i) => i),
  )
    .map((piece) => piece.map((i) => rest[i]!))
    .sort((a, b) => weightOf(world, b) - weightOf(world, a))
  const estateOf = new Map(
    [...own].flatMap(([estate, faces]) => faces.map((face): [number, number] => [face.id, estate])),
  )
  return pieces.flatMap((piece, i) => {
    if (i === 0 || weightOf(world, piece) > 150) return piece
    for (const face of piece)
      for (const [k, from] of face.ring.entries()) {
        const other = acrossFrom(world.mesh, from, face.ring[(k + 1) % face.ring.length]!)
        const estate = other ? estateOf.get(other.id) : undefined
        if (estate === undefined) continue
        own.get(estate)!.push(...piece)
        return []
      }
    return piece
  })
}

/**
 * Neighbouring grids are put together and shared out anew until each meets the norm or nothing helps: compounds stay
 * whole as long as that does, then one may be shared by two grids.
 */
function balance(world: World, grids: Face[][]): Face[][] {
  const whole = balanceBy(world, grids, (faces) => compoundItems(world, faces))
  return balanceBy(world, whole, (faces) => faces.map((face) => [face]))
}

function balanceBy(world: World, grids: Face[][], itemsOf: (faces: Face[]) => Face[][]): Face[][] {
  const parts = [...grids]
  const given = new Set<Face[]>()
  for (let round = 0; round < 90; round++) {
    const worst = worstOf(world, parts, given)
    if (worst < 0) break
    const map = neighbourhood(world, parts)
    const beside = world.random.shuffle(map.neighbours[worst]!.map((side) => side.to))
    let helped = false
    for (const joined of unions(map, worst, beside)) {
      const shared = group(world, itemsOf(joined.flatMap((i) => parts[i]!)), joined.length)
      const before = joined.reduce((sum, i) => sum + missOf(weightOf(world, parts[i]!)), 0)
      const after = shared.reduce((sum, part) => sum + missOf(weightOf(world, part)), 0)
      if (shared.length !== joined.length || after >= before) continue
      joined.forEach((i, k) => {
        parts[i] = shared[k]!
      })
      helped = true
      break
    }
    // what nothing helps is left, and the next worst is tried
    if (!helped) given.add(parts[worst]!)
  }
  return parts
}

/** A grid with one neighbour, then with two, then with three: what may be shared out anew. */
function unions(map: Neighbourhood, worst: number, beside: readonly number[]): number[][] {
  const pairs = beside.map((other) => [worst, other])
  const wider = (sets: number[][]): number[][] =>
    sets.flatMap((set) => {
      const last = set[set.length - 1]!
      const next = map.neighbours[last]!.map((side) => side.to).filter((one) => !set.includes(one))
      return next.slice(0, 3).map((one) => [...set, one])
    })
  const triples = wider(pairs)
  return [...pairs, ...pairs, ...triples, ...wider(triples).slice(0, 24)]
}

/** The grid farthest from the norm that has not been given up; -1 when all are fine. */
function worstOf(world: World, parts: readonly Face[][], given: ReadonlySet<Face[]>): number {
  let worst = -1
  let most = 0
  parts.forEach((part, i) => {
    const miss = given.has(part) ? 0 : missOf(weightOf(world, part))
    if (miss <= most) return
    most = miss
    worst = i
  })
  return worst
}

const norm = { least: 205, most: 395 }

const missOf = (weight: number): number => Math.max(0, norm.least - weight, weight - norm.most)

/** Two pairs of neighbours are left as an unlucky year leaves them: one plainly too small, one plainly too large. */
export function unsettle(world: World, gridsOf: Grid[][]): void {
  let left = 2
  const streets = world.random.shuffle(gridsOf.filter((grids) => grids.filter((grid) => !grid.dedicated).length >= 6))
  for (const grids of streets) {
    if (left === 0) return
    const base = grids.filter((grid) => !grid.dedicated)
    const map = neighbourhood(
      world,
      base.map((grid) => grid.faces),
    )
    for (const [i, grid] of base.entries()) {
      const other = map.neighbours[i]!.map((side) => base[side.to]!).find((one) => {
        const sum = weightOf(world, one.faces) + weightOf(world, grid.faces)
        return sum > 580 && sum < 720
      })
      if (!other) continue
      const quarters = group(world, compoundItems(world, [...grid.faces, ...other.faces]), 4)
      if (quarters.length !== 4) continue
      const whole = neighbourhood(world, quarters)
      const small = quarters.findIndex((_, k) => {
        const others = [0, 1, 2, 3].filter((one) => one !== k)
        const weight = weightOf(world, quarters[k]!)
        return components(whole, others).length === 1 && weight > 80 && missOf(weight) > 15
      })
      if (small < 0) continue
      grid.faces = quarters[small]!
      other.faces = quarters.filter((_, k) => k !== small).flat()
      left--
      break
    }
  }
}
