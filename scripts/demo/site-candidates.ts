import type { SiteCandidateKind } from '#domain/contract/site-candidate.ts'
import type { DrawnCounty } from './draw-county.ts'
import { distance, type Point } from './geometry/point.ts'
import type { NamedCounty } from './name-county.ts'
import { names } from './names.ts'
import type { Random } from './random.ts'
import type { DemoStation } from './stations.ts'

export interface DemoCandidate {
  name: string
  kind: SiteCandidateKind
  address: string
  /** The door. */
  at: Point
}

/**
 * Places where a station could stand: activity rooms of communities that have no station near, offices at the gates of
 * estates, and houses that stand empty in old lanes and villages. As many as are wanted, two of five rooms, two offices.
 */
export function placeCandidates(
  drawn: DrawnCounty,
  named: NamedCounty,
  stations: readonly DemoStation[],
  wanted: number,
  random: Random,
): DemoCandidate[] {
  const share = (part: number) => Math.round(wanted * part)
  return [
    ...communityRooms(drawn, named, stations).slice(0, share(0.4)),
    ...propertyOffices(drawn, named, random.fork('offices')).slice(0, share(0.4)),
    ...emptyHouses(drawn, named, random.fork('houses')).slice(0, share(0.2)),
  ]
}

/** One a community, at the building nearest to the middle of its homes; who is farthest from a station first. */
function communityRooms(drawn: DrawnCounty, named: NamedCounty, stations: readonly DemoStation[]): DemoCandidate[] {
  const { buildings } = drawn.plan
  const homes = new Map<number, number[]>()
  drawn.faceOf.forEach((face, building) => {
    if (buildings[building]!.households === 0) return
    const known = homes.get(face.id)
    if (known) known.push(building)
    else homes.set(face.id, [building])
  })
  const farFrom = (at: Point) => Math.min(...stations.map((station) => distance(station.at, at)))
  return named.communities
    .flatMap(({ land, name }) => {
      const inside = land.faces.flatMap((face) => homes.get(face.id) ?? [])
      if (inside.length === 0) return []
      const at = middleOf(inside.map((building) => buildings[building]!.centre))
      const words = name.endsWith('社区')
        ? `${name.slice(0, -2)}${names.siteCandidates.communityRoom}`
        : `${name}${names.siteCandidates.villageRoom}`
      return [{ name: words, kind: 'community_room' as const, address: name, at }]
    })
    .sort((a, b) => farFrom(b.at) - farFrom(a.at))
}

/** At the first gate of walled estates. */
function propertyOffices(drawn: DrawnCounty, named: NamedCounty, random: Random): DemoCandidate[] {
  const estates = drawn.plan.compounds.filter(
    ({ use, walled, gates }) => walled && gates.length > 0 && (use === 'slabs' || use === 'towers'),
  )
  return random.shuffle(estates).map(({ id, gates }) => {
    const { name } = named.compounds[id]!
    return {
      name: `${name}${names.siteCandidates.propertyOffice}`,
      kind: 'property_office' as const,
      address: name,
      at: gates[0]!.at,
    }
  })
}

/** Of old lanes and villages, one a compound. */
function emptyHouses(drawn: DrawnCounty, named: NamedCounty, random: Random): DemoCandidate[] {
  const { buildings } = drawn.plan
  const taken = new Set<number>()
  return random
    .shuffle(Array.from(buildings.keys()))
    .filter((building) => {
      const { use, compound, households } = buildings[building]!
      if ((use !== 'lanes' && use !== 'village') || households > 0 || taken.has(compound)) return false
      taken.add(compound)
      return true
    })
    .map((building) => ({
      name: `${named.buildings[building]!.name}${names.siteCandidates.emptyHouse}`,
      kind: 'empty_house' as const,
      address: named.compounds[buildings[building]!.compound]!.name,
      at: buildings[building]!.centre,
    }))
}

/** The point nearest to the mean of all. */
function middleOf(points: readonly Point[]): Point {
  const sum = points.reduce(([x, y], point) => [x + point[0], y + point[1]] as Point, [0, 0] as Point)
  const mean: Point = [sum[0] / points.length, sum[1] / points.length]
  return points.reduce((best, point) => (distance(point, mean) < distance(best, mean) ? point : best))
}
