import { layFootways } from './footways.ts'
import { cutThrough, type Face, type Mesh, markOf, ringOf } from './geometry/mesh.ts'
import { add, distance, type Point, times, turn } from './geometry/point.ts'
import { area, centroid, contains, inset, longAxis, pointInside } from './geometry/polygon.ts'
import { landUse, pieceHectares, rowRules, setbackOf } from './land-use.ts'
import { layoutLots, layoutRows, type RowLayout, type RowRule } from './layout.ts'
import type { Building, Compound, District, Footway, Road, Use } from './plan.types.ts'
import type { Random } from './random.ts'
import { cutEnd } from './streets.ts'
import { riverHalfWidth, type Terrain } from './terrain.ts'

export interface Built {
  compounds: Compound[]
  buildings: Building[]
  footways: Footway[]
}

/** Divides blocks into compounds, decides their use, sets buildings, gates and paths, and cuts the finest faces. */
export function buildCompounds(random: Random, mesh: Mesh, terrain: Terrain, roads: Road[], doorPaths: boolean): Built {
  const built: Built = { compounds: [], buildings: [], footways: [] }
  for (const face of [...mesh.faces.values()]) {
    const stream = random.fork(`block ${face.block}`)
    for (const { piece, use } of divide(mesh, face, terrain, roads, stream))
      buildPiece(mesh, terrain, piece, use, built, stream, doorPaths)
  }
  return built
}

/** Pieces of a block with their uses. */
function divide(mesh: Mesh, face: Face, terrain: Terrain, roads: Road[], random: Random): { piece: Face; use: Use }[] {
  const district = face.district as District
  if (district === 'hills' || district === 'cape') {
    const village = district === 'hills' && random.chance(0.3) ? villageOf(mesh, face, terrain, random) : []
    return village.length > 0 ? village : [{ piece: face, use: 'wood' }]
  }
  if (district === 'rural') {
    const village = random.chance(0.34) ? villageOf(mesh, face, terrain, random) : []
    return village.length > 0 ? village : [{ piece: face, use: 'farm' }]
  }
  const limit = pieceHectares[district] * 1e4
  const waiting = [face]
  const pieces: Face[] = []
  while (waiting.length > 0) {
    const piece = waiting.pop()!
    const ring = ringOf(mesh, piece)
    const size = area(ring)
    const axis = longAxis(ring)
    if (size < limit * random.between(0.75, 1.35) && axis.length < 3.2 * axis.width) {
      pieces.push(piece)
      continue
    }
    const tilt = district === 'oldtown' ? 0.14 : 0.03
    const share = random.normal(0, district === 'oldtown' ? 0.1 : 0.05)
    const angle = axis.angle + Math.PI / 2 + random.normal(0, tilt)
    const through = add(centroid(ring), times([Math.cos(axis.angle), Math.sin(axis.angle)], axis.length * share))
    const cut = contains(ring, through)
      ? cutThrough(mesh, piece, through, [Math.cos(angle), Math.sin(angle)], {
          mark: { kind: 'lane', road: roads.length },
          snapMeters: district === 'oldtown' ? 5 : 12,
          minimumArea: 1200,
          bend: district === 'oldtown' ? axis.width * random.normal(0, 0.04) : 0,
        })
      : null
    if (!cut) {
      pieces.push(piece)
      continue
    }
    roads.push({ class: 'lane', key: '', lines: [cut.path.map((vertex) => mesh.points[vertex]!)], bridge: false })
    waiting.push(cut.kept, cut.added)
  }
  return pieces.map((piece) => ({ piece, use: useOf(mesh, piece, district, random) }))
}

function useOf(mesh: Mesh, piece: Face, district: Exclude<District, 'rural' | 'hills' | 'cape'>, random: Random): Use {
  const hectares = area(ringOf(mesh, piece)) / 1e4
  const onArterial = piece.ring.some(
    (from, i) => markOf(mesh, from, piece.ring[(i + 1) % piece.ring.length]!).kind === 'arterial',
  )
  const [use] = random.weighted(landUse[district], ([candidate, share]) => {
    if (hectares < 0.9 && ['school', 'mall', 'hospital', 'towers', 'sheds'].includes(candidate)) return share * 0.05
    if (!onArterial && (candidate === 'mall' || candidate === 'office')) return share * 0.3
    return share
  })
  return use
}

function villageOf(mesh: Mesh, face: Face, terrain: Terrain, random: Random): { piece: Face; use: Use }[] {
  const ring = ringOf(mesh, face)
  const centre = centroid(ring)
  if (area(ring) < 70000 || terrain.height(centre) > 70) return []
  const piece = cutEnd(mesh, face, random.between(68000, 118000), 'lane')
  if (!piece) return []
  const rest = [...mesh.faces.values()].filter((other) => other.block === face.block && other.id !== piece.id)
  piece.block = 1_000_000 + piece.id
  return [
    { piece, use: 'village' },
    ...rest.map((other) => ({ piece: other, use: (face.district === 'hills' ? 'wood' : 'farm') as Use })),
  ]
}

const walled = new Set<Use>(['slabs', 'towers', 'sheds', 'port', 'school', 'hospital'])
const uncut = new Set<Use>(['farm', 'wood', 'park', 'square', 'vacant'])

function buildPiece(
  mesh: Mesh,
  terrain: Terrain,
  piece: Face,
  use: Use,
  built: Built,
  random: Random,
  doorPaths: boolean,
): void {
  const ring = ringOf(mesh, piece)
  const wall = wallOf(mesh, piece, terrain, 1) ?? wallOf(mesh, piece, terrain, 0.5)
  const compound: Compound = {
    id: built.compounds.length,
    block: piece.block,
    use: wall ? use : 'vacant',
    district: piece.district as District,
    wall: wall ?? ring,
    walled: walled.has(use),
    area: area(ring),
    centre: pointInside(wall ?? ring),
    gates: [],
    landmark: '',
  }
  piece.compound = compound.id
  built.compounds.push(compound)
  const rule = rowRules[use]
  if (!wall) return
  if (use === 'lanes') {
    for (const lot of layoutLots(wall, 150, random)) built.buildings.push(house(compound, lot, random))
    return
  }
  if (!rule) return
  const layout = rowsThatFit(wall, facing(wall, random), rule, random)
  if (!layout) {
    const single =
      use === 'park'
        ? null
        : inset(
            wall,
            wall.map(() => 3),
          )
    if (single && area(single) > 90 && area(single) < 2600)
      built.buildings.push(building(compound, single, pointInside(single), Math.sqrt(area(single)), random))
    return
  }
  const buildings = layout.buildings.map((placed) =>
    building(compound, placed.footprint, placed.centre, placed.length, random),
  )
  built.buildings.push(...buildings)
  built.footways.push(...layFootways(mesh, piece, compound, layout, rule, random, doorPaths))
  if (!uncut.has(use)) cutPlots(mesh, piece, layout, buildings, rule.depth)
}

function wallOf(mesh: Mesh, face: Face, terrain: Terrain, share: number): Point[] | null {
  const distances = face.ring.map((from, i) => {
    const to = face.ring[(i + 1) % face.ring.length]!
    const { kind } = markOf(mesh, from, to)
    if (kind !== 'river') return setbackOf[kind] * share
    return riverSetback(mesh.points[from]!, terrain) * share
  })
  // one width along a bank keeps its side in one piece
  const widest = Math.max(
    0,
    ...face.ring.map((from, i) =>
      markOf(mesh, from, face.ring[(i + 1) % face.ring.length]!).kind === 'river' ? distances[i]! : 0,
    ),
  )
  const even = face.ring.map((from, i) =>
    markOf(mesh, from, face.ring[(i + 1) % face.ring.length]!).kind === 'river' ? widest : distances[i]!,
  )
  return inset(ringOf(mesh, face), even)
}

function riverSetback(point: Point, terrain: Terrain): number {
  let nearest = Number.POSITIVE_INFINITY
  let share = 0
  for (let i = 0; i < terrain.river.length; i += 3) {
    const gap = distance(point, terrain.river[i]!)
    if (gap < nearest) {
      nearest = gap
      share = i / terrain.river.length
    }
  }
  return nearest < 60 ? riverHalfWidth(share) + 20 : 16
}

/** Rows facing south where they fit, else the other way round; null where nothing does. */
function rowsThatFit(wall: readonly Point[], angle: number, rule: RowRule, random: Random): RowLayout | null {
  const layout = layoutRows(wall, angle, rule, random)
  if (layout.buildings.length > 0) return layout
  const across = layoutRows(wall, angle + Math.PI / 2, rule, random)
  return across.buildings.length > 0 ? across : null
}

/** Rows run east to west, turned a little to follow the land's longest such side. */
function facing(wall: readonly Point[], random: Random): number {
  let best = 0
  let longest = 0
  for (let i = 0; i < wall.length; i++) {
    const a = wall[i]!
    const b = wall[(i + 1) % wall.length]!
    let angle = Math.atan2(b[1] - a[1], b[0] - a[0])
    if (angle > Math.PI / 2) angle -= Math.PI
    if (angle < -Math.PI / 2) angle += Math.PI
    const length = distance(a, b)
    if (Math.abs(angle) < 0.5 && length > longest) {
      longest = length
      best = angle
    }
  }
  return best + random.normal(0, 0.004)
}

function house(compound: Compound, footprint: Point[], random: Random): Building {
  const dwellings = random.chance(0.12) ? 2 : 1
  return {
    compound: compound.id,
    use: compound.use,
    kind: 'residential',
    footprint,
    centre: pointInside(footprint),
    floors: random.chance(0.3) ? 2 : 1,
    dwellings,
    households: 0,
  }
}

const kinds: Partial<Record<Use, string>> = {
  slabs: 'residential',
  towers: 'residential',
  village: 'residential',
  lanes: 'residential',
  sheds: 'industrial',
  port: 'industrial',
  mall: 'commercial',
  market: 'commercial',
  hotel: 'commercial',
  office: 'office',
}

function building(compound: Compound, footprint: Point[], centre: Point, length: number, random: Random): Building {
  const { use } = compound
  const floors = floorsOf(use, random)
  const units = Math.round(length / 15)
  const dwellings = use === 'slabs' ? floors * 2 * units : use === 'towers' ? floors * 2 : use === 'village' ? 1 : 0
  return {
    compound: compound.id,
    use,
    kind: kinds[use] ?? 'public',
    footprint,
    centre,
    floors,
    dwellings,
    households: 0,
  }
}

function floorsOf(use: Use, random: Random): number {
  if (use === 'slabs') return random.chance(0.62) ? 6 : 5
  if (use === 'towers') return random.pick([18, 18, 18, 20, 24, 26, 33])
  if (use === 'office') return random.whole(3, 14)
  if (use === 'hotel') return random.whole(4, 16)
  if (use === 'hospital') return random.whole(4, 12)
  if (use === 'school' || use === 'mall') return random.whole(3, 5)
  return use === 'village' && random.chance(0.2) ? 2 : use === 'market' ? 2 : 1
}

/** Cuts between rows, and along a row wherever enough homes stand together, so that a face holds 18 homes or more. */
function cutPlots(mesh: Mesh, piece: Face, layout: RowLayout, buildings: readonly Building[], depth: number): void {
  const options = { mark: { kind: 'plot', road: -1 } as const, snapMeters: 1.5, minimumArea: 120 }
  const east: Point = [Math.cos(layout.angle), Math.sin(layout.angle)]
  const north: Point = [-east[1], east[0]]
  const strips = new Set<Face>([piece])
  const village = buildings[0]!.use === 'village'
  for (let i = 0; i + 1 < layout.rows.length; i++) {
    if (village && i % 2 === 0 && i + 2 < layout.rows.length) continue
    const below = layout.rows[i]!
    const above = layout.rows[i + 1]!
    const v = (below.v + above.v) / 2 + (village ? 0 : depth * 0.1)
    const u = (Math.max(below.from, above.from) + Math.min(below.to, above.to)) / 2
    cutFacesThrough(mesh, strips, turn([u, v], layout.angle), east, options)
  }
  for (const strip of [...strips]) cutStrip(mesh, strip, layout, buildings, north, options)
}

function cutStrip(
  mesh: Mesh,
  strip: Face,
  layout: RowLayout,
  buildings: readonly Building[],
  north: Point,
  options: Parameters<typeof cutThrough>[4],
): void {
  const ring = ringOf(mesh, strip)
  const inside = layout.buildings
    .map((placed, i) => ({ ...placed, dwellings: buildings[i]!.dwellings }))
    .filter((placed) => contains(ring, placed.centre))
    .sort((a, b) => a.u - b.u)
  const least = 20
  let gathered = 0
  let left = inside.reduce((sum, placed) => sum + placed.dwellings, 0)
  const parts = new Set<Face>([strip])
  inside.forEach((placed, i) => {
    const next = inside[i + 1]
    gathered += placed.dwellings
    left -= placed.dwellings
    if (!next || next.u - placed.u < 1) return
    const industrial = placed.dwellings === 0
    if (industrial ? i % 3 !== 2 : gathered < least || left < least) return
    gathered = 0
    const u = (placed.u + placed.length / 2 + next.u - next.length / 2) / 2
    const row = layout.rows[placed.row]!
    cutFacesThrough(mesh, parts, turn([u, row.v], layout.angle), north, options)
  })
}

function cutFacesThrough(
  mesh: Mesh,
  faces: Set<Face>,
  through: Point,
  direction: Point,
  options: Parameters<typeof cutThrough>[4],
): void {
  for (const face of faces) {
    if (!contains(ringOf(mesh, face), through)) continue
    const cut = cutThrough(mesh, face, through, direction, options)
    if (cut) faces.add(cut.added)
    return
  }
}
