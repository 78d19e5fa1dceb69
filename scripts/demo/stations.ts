import type { StationLevel } from '#domain/contract/station.ts'
import type { DrawnCounty } from './draw-county.ts'
import { fromLattice } from './geometry/lattice.ts'
import { add, distance, type Point, times, unit } from './geometry/point.ts'
import type { NamedArea, NamedCounty } from './name-county.ts'
import { names } from './names.ts'
import type { Random } from './random.ts'

export interface DemoStation {
  name: string
  level: StationLevel
  kind: string
  services: string[]
  hours: { days: number[]; opensMinute: number; closesMinute: number }[]
  /** null where nobody has said how many it can serve. */
  capacityHouseholds: number | null
  address: string
  /** The entrance, at the side of a street. */
  at: Point
}

/**
 * Service stations on five levels, placed as they came about: the county's and the zones', one a community where the town
 * is old, few where it is new (estates were handed over before their stations) and in the villages, which share one;
 * the rest are stations of grids and corners in the dense quarters.
 */
export function placeStations(drawn: DrawnCounty, named: NamedCounty, wanted: number, random: Random): DemoStation[] {
  const doors = streetDoors(drawn)
  const stations: DemoStation[] = []
  const habits = random.fork('habits')
  const place = (near: Point, level: StationLevel, name: string, quarter: Quarter, radius: number): void => {
    const free = doors.filter(
      (door) => distance(door.at, near) < radius && stations.every((other) => distance(other.at, door.at) > 90),
    )
    const pool = free.length > 0 ? free : doors
    const door = pool.reduce((best, one) => (distance(one.at, near) < distance(best.at, near) ? one : best))
    const { community, kind } = quarter
    const road = named.roads[door.road] ?? ''
    stations.push({
      name,
      level,
      kind,
      services: servicesOf(level, random),
      hours: withHabits(level, hoursOf(level, kind, random), habits),
      capacityHouseholds: capacityOf(level, habits),
      address: road === '' ? community.name : `${road}${random.whole(1, 188)}号`,
      at: door.at,
    })
  }
  const all = named.communities.map((community) => quarterOf(community, drawn))
  const seat = times([580, 250], drawn.plan.terrain.scale)
  const town = times(oldTown, drawn.plan.terrain.scale)
  const served = withStations(all, town)
  const heart = nearestQuarter(served, seat)
  place(heart.heart, 'county', names.stations.county, heart, 500)
  const zones = Math.max(4, Math.round(wanted / 22))
  const bySize = [...named.streets].sort((a, b) => b.land.households - a.land.households).slice(0, zones)
  for (const street of bySize) {
    const inside = served.filter(({ community }) => community.parent === street.code)
    if (inside.length === 0) continue
    const quarter = nearestQuarter(inside, street.land.centre)
    const name = `${street.name.replace(/街道|镇/, '')}${names.stations.zoneSuffix}`
    place(quarter.heart, 'zone', name, quarter, 600)
  }
  for (const quarter of served) {
    const offset: Point = [random.normal(0, 90), random.normal(0, 90)]
    const name = `${quarter.community.name}${names.stations.communitySuffix}`
    place(add(quarter.heart, offset), 'community', name, quarter, 450)
  }
  const left = Math.max(0, wanted - stations.length)
  const inward = [...served].sort((a, b) => distance(a.heart, town) - distance(b.heart, town))
  const dense = new Map(
    inward.slice(0, Math.ceil(inward.length * 0.45)).map((quarter) => [quarter.community.code, quarter]),
  )
  const busy = named.grids
    .filter((grid) => grid.kind === 'base' && dense.has(grid.parent))
    .sort((a, b) => b.land.households - a.land.households)
  random
    .shuffle(busy.slice(0, left * 2))
    .slice(0, left)
    .forEach((grid, i) => {
      const corner = i % 5 > 2
      const name = corner
        ? `${grid.name.replace('社区', '').replace('网格', '')}${names.stations.cornerSuffix}`
        : `${grid.name}${names.stations.gridSuffix}`
      place(grid.land.centre, corner ? 'corner' : 'grid', name, dense.get(grid.parent)!, 300)
    })
  return stations.slice(0, wanted)
}

/** A community as its stations see it. */
interface Quarter {
  community: NamedArea
  kind: string
  /** Middle of its homes. */
  heart: Point
}

function quarterOf(community: NamedArea, drawn: DrawnCounty): Quarter {
  return { community, kind: kindOf(community, drawn), heart: residentialHeart(community, drawn) }
}

/** Share of the communities of a kind that have a station of their own; all where it is not said. */
const servedShare: Record<string, number> = { 'new-town': 0.2, 'unit-housing': 0.88, 'mixed-urban-rural': 0.34 }

/** Middle of the old town, where the plan is not stretched. */
const oldTown: Point = [-500, 330]

/** The new town grew eastwards and its last estates wait; elsewhere who is nearest to the old town, and the larger village, came first. */
function withStations(quarters: readonly Quarter[], town: Point): Quarter[] {
  const kinds = [...new Set(quarters.map(({ kind }) => kind))]
  const chosen = kinds.flatMap((kind) => {
    const alike = quarters.filter((quarter) => quarter.kind === kind)
    const rank = (quarter: Quarter): number =>
      kind === 'mixed-urban-rural'
        ? -quarter.community.land.households
        : kind === 'new-town'
          ? quarter.heart[0]
          : distance(quarter.heart, town)
    const first = alike.sort((a, b) => rank(a) - rank(b))
    return first.slice(0, Math.ceil(alike.length * (servedShare[kind] ?? 1)))
  })
  return quarters.filter((quarter) => chosen.includes(quarter))
}

function nearestQuarter(quarters: readonly Quarter[], at: Point): Quarter {
  return quarters.reduce((best, one) => (distance(one.heart, at) < distance(best.heart, at) ? one : best))
}

/** Doors along streets: a little off the middle of an edge of the walking network. */
function streetDoors(drawn: DrawnCounty): { at: Point; road: number }[] {
  return drawn.walk.edges.flatMap((edge) => {
    if ((edge.kind !== 'street' && edge.kind !== 'lane' && edge.kind !== 'arterial') || edge.road < 0) return []
    const a = fromLattice(edge.line[0]!)
    const b = fromLattice(edge.line[1]!)
    if (distance(a, b) < 7) return []
    const along = unit([b[0] - a[0], b[1] - a[1]])
    const off = edge.kind === 'arterial' ? 15 : edge.kind === 'street' ? 9 : 3.5
    return [{ at: add(times(add(a, b), 0.5), times([-along[1], along[0]], off)), road: edge.road }]
  })
}

/** Middle of the homes of a community. */
function residentialHeart(community: NamedArea, drawn: DrawnCounty): Point {
  const faces = new Set(community.land.faces)
  let x = 0
  let y = 0
  let weight = 0
  drawn.plan.buildings.forEach((building, i) => {
    if (building.households === 0 || !faces.has(drawn.faceOf[i]!)) return
    x += building.centre[0] * building.households
    y += building.centre[1] * building.households
    weight += building.households
  })
  return weight === 0 ? community.land.centre : [x / weight, y / weight]
}

/** The six kinds of neighbourhood. */
function kindOf(community: NamedArea, drawn: DrawnCounty): string {
  const counts = new Map<string, number>()
  for (const face of community.land.faces) counts.set(face.district, (counts.get(face.district) ?? 0) + 1)
  const district = [...counts].sort((a, b) => b[1] - a[1])[0]![0]
  const uses = community.land.faces.map((face) => drawn.plan.compounds[face.compound]!.use)
  if (district === 'oldtown') return 'old-town'
  if (district === 'newtown') return 'new-town'
  if (district === 'seaside') return 'seaside-seasonal'
  if (uses.filter((use) => use === 'sheds').length > uses.length / 3) return 'industrial-park'
  return district === 'rural' || district === 'hills' || district === 'cape' ? 'mixed-urban-rural' : 'unit-housing'
}

const offers: Record<StationLevel, [string, number][]> = {
  county: [
    ['government', 1],
    ['self-service', 1],
    ['meals', 0.6],
    ['childcare', 1],
    ['library', 1],
    ['clinic-day', 0.8],
    ['legal-aid', 1],
    ['jobs', 1],
    ['repair', 0.3],
    ['meeting-room', 1],
    ['courier-rest', 1],
  ],
  zone: [
    ['government', 1],
    ['self-service', 1],
    ['meals', 0.8],
    ['childcare', 0.7],
    ['library', 0.9],
    ['clinic-day', 0.7],
    ['legal-aid', 0.8],
    ['jobs', 0.7],
    ['meeting-room', 1],
    ['courier-rest', 0.9],
  ],
  community: [
    ['government', 0.95],
    ['self-service', 0.7],
    ['meals', 0.5],
    ['childcare', 0.35],
    ['library', 0.6],
    ['clinic-day', 0.45],
    ['legal-aid', 0.5],
    ['jobs', 0.3],
    ['repair', 0.35],
    ['meeting-room', 0.8],
    ['courier-rest', 0.4],
  ],
  grid: [
    ['self-service', 0.5],
    ['meals', 0.3],
    ['library', 0.35],
    ['repair', 0.4],
    ['meeting-room', 0.5],
    ['courier-rest', 0.6],
  ],
  corner: [
    ['meeting-room', 0.7],
    ['repair', 0.3],
    ['courier-rest', 0.8],
    ['library', 0.2],
  ],
}

function servicesOf(level: StationLevel, random: Random): string[] {
  const chosen = offers[level].filter(([, share]) => random.chance(share)).map(([service]) => service)
  return chosen.length > 0 ? chosen : [offers[level][0]![0]]
}

const workdays = [1, 2, 3, 4, 5]
const everyDay = [1, 2, 3, 4, 5, 6, 7]

function hoursOf(level: StationLevel, kind: string, random: Random): DemoStation['hours'] {
  if (level === 'county' || level === 'zone')
    return [
      { days: workdays, opensMinute: 510, closesMinute: 1080 },
      { days: [6, 7], opensMinute: 540, closesMinute: 1020 },
    ]
  if (level === 'corner') return [{ days: everyDay, opensMinute: 420, closesMinute: 1260 }]
  if (kind === 'seaside-seasonal') return [{ days: everyDay, opensMinute: 480, closesMinute: 1200 }]
  const weekdays = [{ days: workdays, opensMinute: 480, closesMinute: random.chance(0.4) ? 1200 : 1050 }]
  return random.chance(0.6) ? [...weekdays, { days: [6, 7], opensMinute: 540, closesMinute: 1020 }] : weekdays
}

const lateOpening = { days: everyDay, opensMinute: 960, closesMinute: 1560 }

/** Corners where couriers and drivers rest stay open past midnight; some counters open on one evening, a few not on Mondays. */
function withHabits(level: StationLevel, hours: DemoStation['hours'], habits: Random): DemoStation['hours'] {
  const draw = habits.next()
  if (level === 'corner') return draw < 0.3 ? [lateOpening] : hours
  if (level !== 'community') return hours
  if (draw < 0.15) return [...hours, { days: [4], opensMinute: 1110, closesMinute: 1260 }]
  if (draw < 0.25) return hours.map((slot) => ({ ...slot, days: slot.days.filter((day) => day !== 1) }))
  return hours
}

/** Households that rooms and staff of a level are made for, least and most. */
const capacities: Record<StationLevel, [number, number]> = {
  county: [3000, 3600],
  zone: [1400, 2200],
  community: [850, 1500],
  grid: [440, 720],
  corner: [320, 640],
}

function capacityOf(level: StationLevel, habits: Random): number | null {
  const [least, most] = capacities[level]
  const households = Math.round(habits.between(least, most) / 10) * 10
  return level === 'corner' && habits.chance(0.2) ? null : households
}
