import { cutAlong, cutThrough, type Face, type Mesh, markOf, ringOf, startMesh } from './geometry/mesh.ts'
import { add, type Point, spline, times, turn } from './geometry/point.ts'
import { area, boundsOf, centroid, contains, halve, longAxis } from './geometry/polygon.ts'
import type { District, Road } from './plan.types.ts'
import type { Random } from './random.ts'
import { mainRoads } from './roads.ts'
import type { Terrain } from './terrain.ts'

/** Lays shore, rivers, main roads, the streets of each district and country lanes; every face left is a block. */
export function layStreets(random: Random, terrain: Terrain): { mesh: Mesh; roads: Road[] } {
  const mesh = startMesh(
    terrain.land,
    terrain.land.map((_, i) => (i < terrain.shoreSides ? 'coast' : 'boundary')),
  )
  for (const line of [terrain.river, terrain.brook])
    cutAlong(mesh, [...mesh.faces.values()], line, {
      mark: { kind: 'river', road: -1 },
      snapMeters: 4,
      minimumArea: 2000,
    })
  const roads: Road[] = []
  for (const plan of mainRoads(terrain.scale)) {
    const road: Road = {
      class: plan.class === 'motorway' ? 'arterial' : plan.class,
      key: plan.key,
      lines: [],
      bridge: true,
    }
    const paths = cutAlong(mesh, [...mesh.faces.values()], plan.line, {
      mark: { kind: road.class, road: roads.length },
      snapMeters: 9,
      minimumArea: 1500,
    })
    road.lines = joined(mesh, paths)
    roads.push(road)
  }
  const whole = [...mesh.faces.values()]
  for (const face of whole) face.district = districtOf(mesh, face, terrain)
  whole.forEach((face, i) => {
    const district = face.district as District
    const family = families[district]
    face.block = i
    if (family) layFamily(mesh, face, family, random.fork(`family ${i}`), roads)
    else layCountry(mesh, face, random.fork(`country ${i}`), roads, district === 'rural' ? 13 : 34)
  })
  let block = 0
  for (const face of mesh.faces.values()) face.block = block++
  return { mesh, roads }
}

interface Family {
  /** Direction of the first set of streets, degrees from east. */
  angle: number
  /** Metres between the streets running along and those running across. */
  spacing: [number, number]
  /** Share of the spacing by which a street may stand elsewhere. */
  jitter: number
  /** Sideways wave in metres. */
  wave: number
}

const families: Partial<Record<District, Family>> = {
  oldtown: { angle: 9, spacing: [145, 165], jitter: 0.26, wave: 9 },
  west: { angle: -3, spacing: [205, 235], jitter: 0.16, wave: 4 },
  east: { angle: 4, spacing: [215, 225], jitter: 0.14, wave: 3 },
  newtown: { angle: -2, spacing: [270, 290], jitter: 0.08, wave: 1 },
  seaside: { angle: -6, spacing: [300, 240], jitter: 0.15, wave: 6 },
  harbour: { angle: -5, spacing: [280, 260], jitter: 0.1, wave: 1 },
  industry: { angle: 5, spacing: [300, 330], jitter: 0.08, wave: 0 },
}

function layFamily(mesh: Mesh, face: Face, family: Family, random: Random, roads: Road[]): void {
  const tilt = ((family.angle + random.between(-3, 3)) * Math.PI) / 180
  const ring = ringOf(mesh, face)
  for (const [side, spacing] of family.spacing.entries()) {
    const angle = tilt + (side * Math.PI) / 2
    const [west, south, east, north] = boundsOf(ring.map((point) => turn(point, -angle)))
    const count = Math.round((north - south) / spacing)
    for (let i = 1; i < count; i++) {
      const y = south + ((north - south) * (i + random.between(-family.jitter, family.jitter))) / count
      const controls: Point[] = []
      for (let x = west - 60; x < east + 260; x += 220) controls.push([x, y + random.normal(0, family.wave)])
      const line = spline(controls, 70).map((point) => turn(point, angle))
      // a street that runs only part of the way makes the plan grow, as towns do
      const from = random.chance(0.22) ? Math.floor(line.length * random.between(0.25, 0.6)) : 0
      const part = random.chance(0.5) ? line.slice(from) : line.slice(0, line.length - from)
      lay(mesh, face.block, part, roads, 'street', 16)
    }
  }
}

function lay(mesh: Mesh, block: number, line: Point[], roads: Road[], kind: 'street' | 'lane', snap: number): void {
  const faces = [...mesh.faces.values()].filter((face) => face.block === block)
  const paths = cutAlong(mesh, faces, line, {
    mark: { kind, road: roads.length },
    snapMeters: snap,
    minimumArea: 2500,
  })
  if (paths.length > 0) roads.push({ class: kind, key: '', lines: joined(mesh, paths), bridge: false })
}

/** Country lanes: halves land until pieces hold about `hectares`. */
function layCountry(mesh: Mesh, face: Face, random: Random, roads: Road[], hectares: number): void {
  const waiting = [face]
  while (waiting.length > 0) {
    const piece = waiting.pop()!
    const ring = ringOf(mesh, piece)
    const size = area(ring)
    if (size < hectares * 1e4 * random.between(1.2, 2.2)) continue
    const axis = longAxis(ring)
    const angle = axis.angle + Math.PI / 2 + random.normal(0, 0.16)
    const through = add(
      centroid(ring),
      times([Math.cos(axis.angle), Math.sin(axis.angle)], axis.length * random.normal(0, 0.06)),
    )
    if (!contains(ring, through)) continue
    const cut = cutThrough(mesh, piece, through, [Math.cos(angle), Math.sin(angle)], {
      mark: { kind: 'lane', road: roads.length },
      snapMeters: 25,
      minimumArea: 15000,
      bend: axis.width * random.normal(0, 0.07),
    })
    if (!cut) continue
    roads.push({ class: 'lane', key: '', lines: [cut.path.map((vertex) => mesh.points[vertex]!)], bridge: false })
    waiting.push(cut.kept, cut.added)
  }
}

/** Cuts a piece of about `target` square metres off the end of a face's long axis that lies on a road. */
export function cutEnd(mesh: Mesh, face: Face, target: number, kind: 'lane' | 'plot'): Face | null {
  const ring = ringOf(mesh, face)
  const axis = longAxis(ring)
  const along: Point = [Math.cos(axis.angle), Math.sin(axis.angle)]
  const across: Point = [-along[1], along[0]]
  const positions = ring.map((point) => point[0] * along[0] + point[1] * along[1])
  const low = Math.min(...positions)
  const high = Math.max(...positions)
  const roadSide = sideWithRoad(mesh, face, along, (low + high) / 2)
  let near = 0
  let far = high - low
  for (let round = 0; round < 24; round++) {
    const reach = (near + far) / 2
    const origin = times(along, roadSide < 0 ? low + reach : high - reach)
    const [left, right] = halve(ring, origin, across)
    const piece = roadSide < 0 ? left : right
    if (Math.abs(area(piece)) < target) near = reach
    else far = reach
  }
  const stand = roadSide < 0 ? low + near : high - near
  const middle = centroid(ring)
  const across0 = middle[0] * across[0] + middle[1] * across[1]
  const through = add(times(along, stand), times(across, across0))
  if (!contains(ring, through)) return null
  const cut = cutThrough(mesh, face, through, across, {
    mark: { kind, road: -1 },
    snapMeters: 8,
    minimumArea: target * 0.4,
  })
  if (!cut) return null
  const size = (piece: Face): number => Math.abs(area(ringOf(mesh, piece)) - target)
  return size(cut.kept) < size(cut.added) ? cut.kept : cut.added
}

function sideWithRoad(mesh: Mesh, face: Face, along: Point, middle: number): number {
  let balance = 0
  face.ring.forEach((from, i) => {
    const to = face.ring[(i + 1) % face.ring.length]!
    const kind = markOf(mesh, from, to).kind
    const weight = kind === 'arterial' ? 3 : kind === 'street' ? 2 : kind === 'lane' ? 0.5 : -1
    const a = mesh.points[from]!
    const b = mesh.points[to]!
    const position = ((a[0] + b[0]) / 2) * along[0] + ((a[1] + b[1]) / 2) * along[1]
    balance += Math.sign(position - middle) * weight * Math.hypot(a[0] - b[0], a[1] - b[1])
  })
  return balance
}

/** Paths that follow each other become one line. */
function joined(mesh: Mesh, paths: readonly number[][]): Point[][] {
  const lines: number[][] = []
  for (const path of paths) {
    const last = lines[lines.length - 1]
    if (last && last[last.length - 1] === path[0]) last.push(...path.slice(1))
    else lines.push([...path])
  }
  return lines.map((line) => line.map((vertex) => mesh.points[vertex]!))
}

function districtOf(mesh: Mesh, face: Face, terrain: Terrain): District {
  const centre = centroid(ringOf(mesh, face))
  const [x, y] = times(centre, 1 / terrain.scale)
  const onShore = face.ring.some(
    (from, i) => markOf(mesh, from, face.ring[(i + 1) % face.ring.length]!).kind === 'coast',
  )
  if (onShore && x < -3050) return 'cape'
  if (onShore && x < -1150) return 'harbour'
  if (onShore && x < 3050) return 'seaside'
  if (onShore) return 'cape'
  if (contains(insideRing, [x, y])) {
    const river = -100 + y * 0.15
    if (x < river && x > -1650 && y > -480) return 'oldtown'
    if (x < river) return 'west'
    if (x > 1780 || y < -1280) return 'newtown'
    return 'east'
  }
  if (x < -2600 && x > -5200 && y > -1350 && y < 200) return 'industry'
  if (terrain.height(centre) > 45 || y < -4300) return 'hills'
  return 'rural'
}

const insideRing: Point[] = [
  [-2720, 1380],
  [-2830, 0],
  [-2620, -1150],
  [-2050, -1780],
  [-950, -2060],
  [400, -2180],
  [1800, -2080],
  [2900, -1750],
  [3560, -1000],
  [3720, 0],
  [3540, 900],
  [3150, 1690],
  [2700, 1260],
  [1400, 1010],
  [300, 1270],
  [-700, 1270],
]
