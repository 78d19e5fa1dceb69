import type { DrawnCounty } from './draw-county.ts'
import { fromLattice } from './geometry/lattice.ts'
import { type Face, ringOf } from './geometry/mesh.ts'
import { add, between, type Point } from './geometry/point.ts'
import { boundsOf, contains } from './geometry/polygon.ts'
import { words } from './issue-words.ts'
import type { NamedCounty } from './name-county.ts'
import type { Use } from './plan.types.ts'
import type { Random } from './random.ts'

export type PlaceKind = 'street' | 'market' | 'school' | 'estate' | 'tower' | 'village' | 'beach'

/** A spot where issues of one kind come up again and again. */
export interface Spot {
  at: Point
  /** Metres within which its issues scatter. */
  spread: number
  place: string
  weight: number
  /** Homes: issues stand at buildings, not around a point. */
  buildings: Point[]
}

export interface IssuePlaces {
  spots: Record<PlaceKind, Spot[]>
  /** Codes of the ladder at a point; null outside every face. */
  locate(point: Point): { street: string; community: string; grid: string; microGrid: string } | null
}

/** Corners, markets, school gates, estates and villages with how often something happens there: a few often, most seldom. */
export function issuePlaces(drawn: DrawnCounty, named: NamedCounty, random: Random): IssuePlaces {
  const spots: IssuePlaces['spots'] = {
    street: [],
    market: [],
    school: [],
    estate: [],
    tower: [],
    village: [],
    beach: [],
  }
  const { compounds, buildings } = drawn.plan
  const homes = new Map<number, { households: number; points: Point[] }>()
  for (const building of buildings) {
    const home = homes.get(building.compound) ?? { households: 0, points: [] }
    home.households += building.households
    home.points.push(building.centre)
    homes.set(building.compound, home)
  }
  const heavyTail = (): number => Math.exp(random.normal(0, 1.05))
  const age: Partial<Record<Use, number>> = { lanes: 1.5, slabs: 1.35, towers: 0.55, village: 0.8 }
  for (const compound of compounds) {
    const home = homes.get(compound.id)
    const place = named.compounds[compound.id]!.name
    const spot = (weight: number, spread: number, at: Point = compound.centre): Spot => ({
      at,
      spread,
      place,
      weight,
      buildings: home?.points ?? [],
    })
    if (home && home.households > 0) {
      const weight = home.households * (age[compound.use] ?? 1) * heavyTail()
      spots[compound.use === 'village' ? 'village' : 'estate'].push(spot(weight, 0))
      if (compound.use === 'towers') spots.tower.push(spot(weight, 0))
    }
    if (compound.use === 'market' || compound.use === 'mall')
      spots.market.push(spot(heavyTail() * (compound.use === 'market' ? 2.4 : 1), 32, gateOf(compound)))
    if (compound.use === 'school') spots.school.push(spot(heavyTail(), 28, gateOf(compound)))
    if (compound.district === 'seaside' && compound.use !== 'slabs') spots.beach.push(spot(heavyTail(), 60))
  }
  spots.street.push(...corners(drawn, named, random, heavyTail))
  spots.market.push(...stalls(spots.street))
  return { spots, locate: locator(drawn, named) }
}

/** Busy corners where traders stand, beside the markets: together about as much as those. */
function stalls(corners: readonly Spot[]): Spot[] {
  const busiest = [...corners].sort((a, b) => b.weight - a.weight).slice(0, Math.ceil(corners.length / 60))
  const mean = busiest.reduce((sum, spot) => sum + spot.weight, 0) / busiest.length
  return busiest.map((spot) => ({ ...spot, weight: (0.4 * spot.weight) / mean }))
}

const gateOf = (compound: { gates: { at: Point }[]; wall: Point[]; centre: Point }): Point =>
  compound.gates[0]?.at ?? between(compound.centre, compound.wall[0]!, 0.9)

/** Street corners, weighted by the homes around and then drawn far apart. */
function corners(drawn: DrawnCounty, named: NamedCounty, random: Random, heavyTail: () => number): Spot[] {
  const near = new Map<string, number>()
  const cell = (point: Point): string => `${Math.round(point[0] / 220)},${Math.round(point[1] / 220)}`
  for (const building of drawn.plan.buildings) {
    const key = cell(building.centre)
    near.set(key, (near.get(key) ?? 0) + building.households + (building.kind === 'commercial' ? 30 : 0))
  }
  return drawn.walk.edges.flatMap((edge): Spot[] => {
    if (edge.road < 0 || edge.kind === 'bridge' || edge.kind === 'gate') return []
    const at = between(fromLattice(edge.line[0]!), fromLattice(edge.line[1]!), random.next())
    const homes = near.get(cell(at)) ?? 0
    const busy = edge.kind === 'arterial' ? 1.8 : edge.kind === 'street' ? 1.2 : 0.6
    const name = named.roads[edge.road] ?? ''
    const place = name === '' ? '' : `${name}${random.whole(1, 260)}${words.houseNumber}`
    const weight = (homes + 2) * busy * heavyTail() * Math.min(1, edge.meters / 40)
    return [{ at, spread: 16, place, weight, buildings: [] }]
  })
}

function locator(drawn: DrawnCounty, named: NamedCounty): IssuePlaces['locate'] {
  const size = 150
  const cells = new Map<string, { face: Face; ring: Point[] }[]>()
  for (const face of drawn.plan.mesh.faces.values()) {
    const entry = { face, ring: ringOf(drawn.plan.mesh, face) }
    const [west, south, east, north] = boundsOf(entry.ring)
    for (let x = Math.floor(west / size); x <= Math.floor(east / size); x++)
      for (let y = Math.floor(south / size); y <= Math.floor(north / size); y++) {
        const list = cells.get(`${x},${y}`)
        if (list) list.push(entry)
        else cells.set(`${x},${y}`, [entry])
      }
  }
  const gridOf = new Map(named.microGrids.map((micro) => [micro.code, micro.parent]))
  const communityOf = new Map(named.grids.map((grid) => [grid.code, grid.parent]))
  const streetOf = new Map(named.communities.map((community) => [community.code, community.parent]))
  return (point) => {
    const found = cells
      .get(`${Math.floor(point[0] / size)},${Math.floor(point[1] / size)}`)
      ?.find(({ ring }) => contains(ring, point))
    const microGrid = found ? named.microGridOf.get(found.face.id) : undefined
    if (microGrid === undefined) return null
    const grid = gridOf.get(microGrid)!
    const community = communityOf.get(grid)!
    return { street: streetOf.get(community)!, community, grid, microGrid }
  }
}

/** A point of a spot: at one of its buildings, or scattered about it. */
export function pointOf(spot: Spot, random: Random): Point {
  if (spot.buildings.length > 0 && spot.spread === 0)
    return add(random.pick(spot.buildings), [random.between(-5, 5), random.between(-7, 3)])
  return add(spot.at, [random.normal(0, spot.spread), random.normal(0, spot.spread)])
}
