import { components, type Neighbourhood, shareOut } from './balance.ts'
import { dissolve } from './geometry/dissolve.ts'
import { acrossFrom, type EdgeKind, type Face, type Mesh, markOf, ringOf } from './geometry/mesh.ts'
import { distance, type Point } from './geometry/point.ts'
import { area, centroid, pointInside } from './geometry/polygon.ts'
import type { Compound, District } from './plan.types.ts'
import type { Random } from './random.ts'

/** An area of the ladder; its children are areas one level down, its faces the finest pieces of land. */
export interface Land {
  faces: Face[]
  households: number
  centre: Point
  /** Outer ring and holes as mesh vertices. */
  rings: number[][]
  dedicated: boolean
  children: Land[]
}

export interface AreaTargets {
  communities: number
  grids: number
  dedicatedGrids: number
  microGrids: number
}

/** Streets over communities over grids over micro-grids, every face in exactly one of each. */
export function drawAreas(
  random: Random,
  mesh: Mesh,
  compounds: readonly Compound[],
  households: ReadonlyMap<number, number>,
  targets: AreaTargets,
): Land[] {
  const world: World = { mesh, compounds, households, random: random.fork('areas') }
  const estates = dedicatedEstates(world, targets.dedicatedGrids)
  const streets = streetGroups(world, estates)
  const counts = portions(
    streets.map((faces) => weightOf(world, faces) / (isRural(world, faces) ? 0.55 : 1)),
    targets.communities,
    streets.map(() => 2),
  )
  const perStreet = streets.map((faces, i) => group(world, blockItems(faces, estates), counts[i]!, 900))
  const communities = perStreet.flat()
  const gridCounts = portions(
    communities.map((faces) => weightOf(world, faces)),
    targets.grids - targets.dedicatedGrids,
    communities.map(() => 1),
  )
  const gridsOf = new Map(communities.map((faces, i) => [faces, drawGrids(world, faces, estates, gridCounts[i]!)]))
  const grids = [...gridsOf.values()].flat()
  const microCounts = microPortions(world, grids, targets.microGrids)
  const microOf = new Map(
    grids.map((grid, i) => [
      grid,
      group(
        world,
        grid.faces.map((face) => [face]),
        microCounts[i]!,
        60,
      ),
    ]),
  )
  return perStreet.map((parts) =>
    land(
      world,
      parts.flat(),
      false,
      parts.map((faces) =>
        land(
          world,
          faces,
          false,
          gridsOf.get(faces)!.map((grid) =>
            land(
              world,
              grid.faces,
              grid.dedicated,
              microOf.get(grid)!.map((micro) => land(world, micro, false, [])),
            ),
          ),
        ),
      ),
    ),
  )
}

interface World {
  mesh: Mesh
  compounds: readonly Compound[]
  /** Households by face. */
  households: ReadonlyMap<number, number>
  random: Random
}

function land(world: World, faces: Face[], dedicated: boolean, children: Land[]): Land {
  const rings = dissolve(world.mesh, faces)
  const outer = rings[0]!.map((vertex) => world.mesh.points[vertex]!)
  return { faces, households: weightOf(world, faces), centre: pointInside(outer), rings, dedicated, children }
}

function weightOf(world: World, faces: readonly Face[]): number {
  return faces.reduce((sum, face) => sum + (world.households.get(face.id) ?? 0), 0)
}

function isRural(world: World, faces: readonly Face[]): boolean {
  const rural = faces.filter((face) => ['rural', 'hills', 'industry'].includes(face.district)).length
  return rural > faces.length / 2 && world.mesh.faces.size > 0
}

/** Whole number shares of a total by largest remainder, each at least its minimum. */
export function portions(weights: readonly number[], total: number, least: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0)
  const exact = weights.map((weight) => (weight / sum) * total)
  const shares = exact.map((value, i) => Math.max(least[i]!, Math.floor(value)))
  let left = total - shares.reduce((a, b) => a + b, 0)
  while (left !== 0) {
    const step = Math.sign(left)
    let best = -1
    for (let i = 0; i < shares.length; i++) {
      if (step < 0 && shares[i]! <= least[i]!) continue
      const gain = (exact[i]! - shares[i]!) * step
      if (best < 0 || gain > (exact[best]! - shares[best]!) * step) best = i
    }
    if (best < 0) break
    shares[best] = shares[best]! + step
    left -= step
  }
  return shares
}

function microPortions(world: World, grids: readonly Grid[], total: number): number[] {
  const most = grids.map((grid) => grid.faces.length)
  const shares = grids.map((grid, i) => Math.min(most[i]!, grid.dedicated ? Math.min(4, most[i]!) : 1))
  const weights = grids.map((grid) => weightOf(world, grid.faces))
  for (let left = total - shares.reduce((a, b) => a + b, 0); left > 0; left--) {
    let best = -1
    for (let i = 0; i < grids.length; i++) {
      if (shares[i]! >= most[i]! || grids[i]!.dedicated) continue
      if (best < 0 || weights[i]! / shares[i]! > weights[best]! / shares[best]!) best = i
    }
    if (best < 0) break
    shares[best] = shares[best]! + 1
  }
  return shares
}

/** Enterprise parks, the port, campuses and malls: land that is a grid of its own. Face id to estate number. */
function dedicatedEstates(world: World, wanted: number): Map<number, number> {
  const estates = new Map<number, number>()
  const byUse = (uses: string[], districts?: District[]): Compound[] =>
    world.compounds
      .filter((compound) => uses.includes(compound.use) && (!districts || districts.includes(compound.district)))
      .sort((a, b) => b.area - a.area)
  const facesOf = new Map<number, Face[]>()
  for (const face of world.mesh.faces.values()) {
    const list = facesOf.get(face.compound)
    if (list) list.push(face)
    else facesOf.set(face.compound, [face])
  }
  const sheds = byUse(['sheds']).flatMap((compound) => facesOf.get(compound.id) ?? [])
  const parks = Math.max(2, Math.round(wanted / 4))
  let estate = 0
  for (const part of group(
    world,
    sheds.map((face) => [face]),
    parks,
    1e9,
    true,
  )) {
    for (const face of part) estates.set(face.id, estate)
    estate++
  }
  const port = byUse(['port']).flatMap((compound) => facesOf.get(compound.id) ?? [])
  for (const part of group(
    world,
    port.map((face) => [face]),
    1,
    1e9,
    true,
  )) {
    for (const face of part) estates.set(face.id, estate)
    estate++
  }
  const singles = [
    ...byUse(['mall']).slice(0, Math.ceil(wanted / 4)),
    ...byUse(['school']).slice(0, Math.ceil(wanted / 6)),
    ...byUse(['hotel', 'park'], ['seaside']).slice(0, Math.ceil(wanted / 12)),
    ...byUse(['office']).slice(0, wanted),
  ]
  for (const compound of singles) {
    if (estate >= wanted) break
    for (const face of facesOf.get(compound.id) ?? []) estates.set(face.id, estate)
    estate++
  }
  return estates
}

const streetSeats: { key: string; districts: District[]; test?: (x: number, y: number) => boolean }[] = [
  { key: 'oldtown', districts: ['oldtown'] },
  { key: 'west', districts: ['west', 'harbour'] },
  { key: 'east', districts: ['east'] },
  { key: 'newtown', districts: ['newtown'] },
  { key: 'seaside', districts: ['seaside'] },
]

/** Faces of each street: districts of the town, and the country by side; detached bits join their longest neighbour. */
function streetGroups(world: World, estates: Map<number, number>): Face[][] {
  const faces = [...world.mesh.faces.values()]
  const choice = new Map<number, number>()
  const [west, east, hills] = [streetSeats.length, streetSeats.length + 1, streetSeats.length + 2]
  const southEdge = Math.min(...world.mesh.points.map((point) => point[1]))
  const blocks = new Map<number, Face[]>()
  for (const face of faces) {
    const list = blocks.get(face.block)
    if (list) list.push(face)
    else blocks.set(face.block, [face])
  }
  for (const members of blocks.values()) {
    const district = members[0]!.district as District
    const [x, y] = centroid(ringOf(world.mesh, members[0]!))
    const town = streetSeats.findIndex((seat) => seat.districts.includes(district))
    const seat =
      town >= 0 ? town : y < southEdge * 0.46 && Math.abs(x) < Math.abs(southEdge) * 1.05 ? hills : x < 0 ? west : east
    for (const face of members) choice.set(face.id, seat)
  }
  // an estate never lies in two streets
  const estateSeat = new Map<number, number>()
  for (const face of faces) {
    const estate = estates.get(face.id)
    if (estate === undefined) continue
    if (!estateSeat.has(estate)) estateSeat.set(estate, choice.get(face.id)!)
    choice.set(face.id, estateSeat.get(estate)!)
  }
  const map = neighbourhood(
    world,
    faces.map((face) => [face]),
  )
  for (let round = 0; round < 4; round++)
    for (let seat = 0; seat <= hills; seat++) {
      const nodes = faces.flatMap((face, i) => (choice.get(face.id) === seat ? [i] : []))
      const parts = components(map, nodes).sort((a, b) => b.length - a.length)
      for (const part of parts.slice(1)) {
        const borders = new Map<number, number>()
        for (const node of part)
          for (const side of map.neighbours[node]!) {
            const other = choice.get(faces[side.to]!.id)!
            if (other !== seat) borders.set(other, (borders.get(other) ?? 0) + side.meters)
          }
        const [longest] = [...borders].sort((a, b) => b[1] - a[1])
        if (longest) for (const node of part) choice.set(faces[node]!.id, longest[0])
      }
    }
  return Array.from({ length: hills + 1 }, (_, seat) => faces.filter((face) => choice.get(face.id) === seat)).filter(
    (members) => members.length > 0,
  )
}

function blockItems(faces: readonly Face[], estates: Map<number, number>): Face[][] {
  const items = new Map<string, Face[]>()
  for (const face of faces) {
    const estate = estates.get(face.id)
    const key = estate === undefined ? `block ${face.block}` : `estate ${estate}`
    const list = items.get(key)
    if (list) list.push(face)
    else items.set(key, [face])
  }
  return [...items.values()]
}

interface Grid {
  faces: Face[]
  dedicated: boolean
}

function drawGrids(world: World, faces: Face[], estates: Map<number, number>, count: number): Grid[] {
  const inside = new Map<number, Face[]>()
  const rest: Face[] = []
  for (const face of faces) {
    const estate = estates.get(face.id)
    if (estate === undefined) rest.push(face)
    else if (inside.has(estate)) inside.get(estate)!.push(face)
    else inside.set(estate, [face])
  }
  if (rest.length === 0) return [...inside.values()].map((members) => ({ faces: members, dedicated: true }))
  const items = compoundItems(world, rest)
  let best: Face[][] = []
  let least = Number.POSITIVE_INFINITY
  for (let round = 0; round < 10 && least > 0; round++) {
    const parts = group(world, items, count, 420)
    const outside = parts.reduce((sum, part) => {
      const weight = weightOf(world, part)
      return sum + Math.max(0, 210 - weight, weight - 390)
    }, 0)
    if (outside >= least) continue
    least = outside
    best = parts
  }
  return [
    ...best.map((members) => ({ faces: members, dedicated: false })),
    ...[...inside.values()].map((members) => ({ faces: members, dedicated: true })),
  ]
}

/** Compounds stay whole unless they hold more than most of a grid. */
function compoundItems(world: World, faces: readonly Face[]): Face[][] {
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

/** Shares items into connected groups. Land cut off from the rest gets groups of its own by its weight. */
function group(world: World, items: Face[][], parts: number, _scale: number, byArea = false): Face[][] {
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

const ease: Record<EdgeKind, number> = {
  river: 1,
  arterial: 0.9,
  street: 0.75,
  lane: 0.5,
  plot: 0.1,
  coast: 0,
  boundary: 0,
}

function neighbourhood(world: World, items: Face[][], byArea = false): Neighbourhood {
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
