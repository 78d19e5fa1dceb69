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
  const weights = streets.map((faces) => weightOf(world, faces))
  const baseCounts = evenly(weights, targets.grids - targets.dedicatedGrids)
  const gridsOf = streets.map((faces, i) => drawGrids(world, faces, estates, baseCounts[i]!))
  unsettle(world, gridsOf)
  const communityCounts = portions(
    gridsOf.map((grids, i) => grids.length / (isRural(world, streets[i]!) ? 0.6 : 1)),
    targets.communities,
    streets.map(() => 1),
  )
  const communitiesOf = gridsOf.map((grids, i) => joinGrids(world, grids, communityCounts[i]!))
  const grids = gridsOf.flat()
  const plots = enoughPlots(world, grids, targets.microGrids)
  const microCounts = microPortions(world, grids, plots, targets.microGrids)
  const microOf = new Map(grids.map((grid, i) => [grid, group(world, plots[i]!, microCounts[i]!)]))
  const gridLand = (grid: Grid): Land =>
    land(
      world,
      grid.faces,
      grid.dedicated,
      microOf.get(grid)!.map((micro) => land(world, micro, false, [])),
    )
  return communitiesOf.map((communities, i) =>
    land(
      world,
      streets[i]!,
      false,
      communities.map((members) =>
        land(
          world,
          members.flatMap((grid) => grid.faces),
          false,
          members.map(gridLand),
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

/** Shares of a total that keep the heaviest portion as light as possible: each next one goes where most is left. */
function evenly(weights: readonly number[], total: number): number[] {
  const shares = weights.map(() => 1)
  for (let left = total - shares.length; left > 0; left--) {
    const heaviest = weights.reduce(
      (best, weight, i) => (weight / shares[i]! > weights[best]! / shares[best]! ? i : best),
      0,
    )
    shares[heaviest] = shares[heaviest]! + 1
  }
  return shares
}

function microPortions(world: World, grids: readonly Grid[], plots: readonly Face[][][], total: number): number[] {
  const most = plots.map((items) => items.length)
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

/** Plots of every grid: as little empty land of its own as still gives the number of micro-grids wanted. */
function enoughPlots(world: World, grids: readonly Grid[], wanted: number): Face[][][] {
  let plots: Face[][][] = []
  for (const limit of [60000, 25000, 14000, 9000, 6000, 3500, 2000, 0]) {
    plots = grids.map((grid) =>
      grid.dedicated ? grid.faces.map((face) => [face]) : homePlots(world, grid.faces, limit),
    )
    const most = plots.reduce(
      (sum, items, i) => sum + (grids[i]!.dedicated ? Math.min(4, items.length) : items.length),
      0,
    )
    if (most >= wanted) break
  }
  return plots
}

/** Plots with homes, each with the empty land beside it; empty land above a limit in square metres stays a plot of its own. */
function homePlots(world: World, faces: readonly Face[], limit: number): Face[][] {
  const { mesh } = world
  const plotOf = new Map<number, Face[]>()
  const waiting: Face[] = []
  for (const face of faces) {
    const empty = (world.households.get(face.id) ?? 0) === 0 && area(ringOf(mesh, face)) < limit
    if (empty) waiting.push(face)
    else plotOf.set(face.id, [face])
  }
  for (let moved = true; moved; ) {
    moved = false
    for (const face of [...waiting]) {
      let longest = 0
      let beside: Face[] | undefined
      for (const [i, from] of face.ring.entries()) {
        const to = face.ring[(i + 1) % face.ring.length]!
        const plot = plotOf.get(acrossFrom(mesh, from, to)?.id ?? -1)
        const meters = distance(mesh.points[from]!, mesh.points[to]!)
        if (!plot || meters <= longest) continue
        longest = meters
        beside = plot
      }
      if (!beside) continue
      beside.push(face)
      plotOf.set(face.id, beside)
      waiting.splice(waiting.indexOf(face), 1)
      moved = true
    }
  }
  return [...new Set(plotOf.values()), ...waiting.map((face) => [face])]
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

interface Grid {
  faces: Face[]
  dedicated: boolean
}

const norm = { least: 205, most: 395 }

/** Base grids of a street by its households, around the estates that are grids of their own. */
function drawGrids(world: World, faces: Face[], estates: Map<number, number>, count: number): Grid[] {
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

const missOf = (weight: number): number => Math.max(0, norm.least - weight, weight - norm.most)

/** Neighbouring grids are put together and shared out anew until each meets the norm or nothing helps. */
function balance(world: World, grids: Face[][]): Face[][] {
  const parts = [...grids]
  const given = new Set<Face[]>()
  for (let round = 0; round < 90; round++) {
    const worst = worstOf(world, parts, given)
    if (worst < 0) break
    const map = neighbourhood(world, parts)
    const beside = world.random.shuffle(map.neighbours[worst]!.map((side) => side.to))
    let helped = false
    for (const joined of unions(map, worst, beside)) {
      const items = compoundItems(
        world,
        joined.flatMap((i) => parts[i]!),
      )
      const shared = group(world, items, joined.length)
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

/** Two pairs of neighbours are left as an unlucky year leaves them: one plainly too small, one plainly too large. */
function unsettle(world: World, gridsOf: Grid[][]): void {
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
        return components(whole, others).length === 1 && missOf(weightOf(world, quarters[k]!)) > 15
      })
      if (small < 0) continue
      grid.faces = quarters[small]!
      other.faces = quarters.filter((_, k) => k !== small).flat()
      left--
      break
    }
  }
}

/** Communities: two to four grids that lie together. */
function joinGrids(world: World, grids: readonly Grid[], count: number): Grid[][] {
  const map = neighbourhood(
    world,
    grids.map((grid) => grid.faces),
  )
  const weights = grids.map((grid) => (grid.dedicated ? 0.15 : 1))
  const pieces = components(
    map,
    grids.map((_, i) => i),
  )
  const counts = portions(
    pieces.map((piece) => piece.reduce((sum, i) => sum + weights[i]!, 0)),
    Math.max(count, pieces.length),
    pieces.map(() => 1),
  )
  return pieces.flatMap((piece, k) => {
    const shared = shareOut({ weights, neighbours: map.neighbours }, piece, counts[k]!, world.random, 60)
    const groups = new Map<number, Grid[]>()
    for (const [i, part] of shared) {
      const list = groups.get(part)
      if (list) list.push(grids[i]!)
      else groups.set(part, [grids[i]!])
    }
    return [...groups.values()]
  })
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
function group(world: World, items: Face[][], parts: number, byArea = false): Face[][] {
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
