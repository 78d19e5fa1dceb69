import { add, distance, distanceToLine, type Point, pointAlong, times } from './geometry/point.ts'
import { area, blob, boundsOf, centroid, contains, halve, inset, longAxis } from './geometry/polygon.ts'
import type { Building, Compound, Green, Water } from './plan.types.ts'
import type { Random } from './random.ts'
import { banks, hillsAbove, riverHalfWidth, seaRing, type Terrain } from './terrain.ts'

export interface LandNames {
  sea: string
  river: string
  brook: string
  /** The reservoir in the hills and the lake of the largest park; smaller ponds have no name. */
  reservoir: string
  lake: string
  hills: readonly string[]
}

/** Hills, woods, fields, parks, squares and the beach. */
export function drawGreens(
  random: Random,
  terrain: Terrain,
  compounds: readonly Compound[],
  buildings: readonly Building[],
  names: LandNames,
): Green[] {
  const greens: Green[] = []
  const standing = new Map<number, Point[]>()
  for (const building of buildings) {
    const list = standing.get(building.compound)
    if (list) list.push(building.centre)
    else standing.set(building.compound, [building.centre])
  }
  hillsAbove(terrain, [42, 72, 105, 140]).forEach(({ height, rings }, i) => {
    greens.push({ kind: height < 70 ? 'hill' : 'wood', name: height < 50 ? (names.hills[i] ?? '') : '', rings })
  })
  for (const compound of compounds) {
    if (compound.use === 'park') greens.push({ kind: 'park', name: '', rings: [compound.wall] })
    if (compound.use === 'square') greens.push({ kind: 'square', name: '', rings: [compound.wall] })
    if (compound.use === 'farm' || compound.use === 'wood')
      for (const field of fields(compound.wall, random.fork(`fields ${compound.id}`)))
        if (terrain.height(centroid(field)) < 38 && random.chance(compound.use === 'farm' ? 0.93 : 0.45))
          greens.push({ kind: random.chance(0.06) ? 'wood' : 'farm', name: '', rings: [field] })
    if (compound.use === 'school') greens.push(...sportsGround(compound, standing.get(compound.id) ?? []))
    if (compound.use === 'towers') greens.push(...garden(compound, standing.get(compound.id) ?? [], random))
  }
  greens.push({ kind: 'beach', name: '', rings: [terrain.beach] })
  return greens
}

/** Sea, rivers, the reservoir in the hills and ponds in parks. */
export function drawWaters(
  random: Random,
  terrain: Terrain,
  compounds: readonly Compound[],
  names: LandNames,
): Water[] {
  const s = terrain.scale
  const islets = [
    blob([-4700 * s, 3650 * s], 95, [0.2, 0.14, 0.1]),
    blob([-4420 * s, 3830 * s], 48, [0.25, 0.1]),
    blob([4150 * s, 3150 * s], 70, [0.18, 0.16, 0.08]),
    ...terrain.breakwaters.map(breakwater),
  ].map((islet) => [...islet].reverse())
  const waters: Water[] = [
    { kind: 'sea', name: names.sea, rings: [seaRing(terrain), ...islets] },
    { kind: 'river', name: names.river, rings: [banks(terrain.river, riverHalfWidth)] },
    { kind: 'river', name: names.brook, rings: [banks(terrain.brook, (share) => 3.5 + 3 * share)] },
    {
      kind: 'lake',
      name: names.reservoir,
      rings: [blob([-470 * s, -4350 * s], 150 * Math.sqrt(s / 0.62), [0.22, 0.2, 0.1], 44)],
    },
  ]
  const parks = compounds
    .filter((compound) => compound.use === 'park' && compound.area > 16000)
    .sort((a, b) => b.area - a.area)
  parks.forEach((park, i) => {
    const axis = longAxis(park.wall)
    const radius = Math.min(axis.width * 0.24, i === 0 ? 90 : 48)
    const pond = blob(park.centre, radius, [random.between(0.12, 0.26), random.between(-0.14, 0.14), 0.06], 36)
    if (pond.every((point) => contains(park.wall, point)) && (i === 0 || random.chance(0.7)))
      waters.push({ kind: i === 0 ? 'lake' : 'pond', name: i === 0 ? names.lake : '', rings: [pond] })
  })
  return waters
}

/** A mole of stones, a little off the shore so that the sea goes round it. */
function breakwater(line: readonly Point[]): Point[] {
  const from = pointAlong(line, 14).at
  return banks([from, ...line.slice(1)], () => 5)
}

/** Fields of a few hectares between balks. */
function fields(ring: readonly Point[], random: Random): Point[][] {
  const waiting: (readonly Point[])[] = [ring]
  const found: Point[][] = []
  while (waiting.length > 0) {
    const piece = waiting.pop()!
    const size = area(piece)
    const axis = longAxis(piece)
    if (size < 42000 * random.between(0.7, 1.6)) {
      const field = inset(
        piece,
        piece.map(() => 2.2),
      )
      if (field && size > 4000) found.push(field)
      continue
    }
    const angle = axis.angle + Math.PI / 2 + random.normal(0, 0.03)
    const origin = add(
      centroid(piece),
      times([Math.cos(axis.angle), Math.sin(axis.angle)], axis.length * random.normal(0, 0.07)),
    )
    waiting.push(...halve(piece, origin, [Math.cos(angle), Math.sin(angle)]))
  }
  return found
}

/** A running track in the free part of a school. */
function sportsGround(compound: Compound, taken: readonly Point[]): Green[] {
  const axis = longAxis(compound.wall)
  const half = Math.min(axis.width * 0.2, 34)
  const straight = half * 1.1
  const { at, room } = freeSpot(compound, taken)
  if (room < straight + half * 0.6) return []
  const along: Point = [Math.cos(axis.angle), Math.sin(axis.angle)]
  const ring = Array.from({ length: 32 }, (_, i): Point => {
    const angle = (i / 32) * 2 * Math.PI
    const shift = Math.cos(angle) >= 0 ? straight : -straight
    const x = shift + half * Math.cos(angle)
    const y = half * Math.sin(angle)
    return add(at, [along[0] * x - along[1] * y, along[1] * x + along[0] * y])
  })
  return ring.every((point) => contains(compound.wall, point)) ? [{ kind: 'park', name: '', rings: [ring] }] : []
}

/** The lawn in the middle of a tower estate. */
function garden(compound: Compound, taken: readonly Point[], random: Random): Green[] {
  const axis = longAxis(compound.wall)
  if (axis.width < 90) return []
  const { at, room } = freeSpot(compound, taken)
  const lawn = blob(at, Math.min(room - 16, 34), [random.between(0.1, 0.25), random.between(-0.1, 0.12)], 24)
  return room > 26 && lawn.every((point) => contains(compound.wall, point))
    ? [{ kind: 'park', name: '', rings: [lawn] }]
    : []
}

/** The point of a compound farthest from what stands in it and from its wall, with the free metres around. */
function freeSpot(compound: Compound, taken: readonly Point[]): { at: Point; room: number } {
  const [west, south, east, north] = boundsOf(compound.wall)
  const closed = [...compound.wall, compound.wall[0]!]
  let at = compound.centre
  let room = 0
  for (let i = 1; i < 14; i++)
    for (let j = 1; j < 14; j++) {
      const point: Point = [west + ((east - west) * i) / 14, south + ((north - south) * j) / 14]
      if (!contains(compound.wall, point)) continue
      const free = Math.min(distanceToLine(point, closed), ...taken.map((one) => distance(one, point)))
      if (free <= room) continue
      room = free
      at = point
    }
  return { at, room }
}
