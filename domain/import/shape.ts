type Place = [number, number]

export type ReadShape = { ok: true; geometry: object | null } | { ok: false; reason: 'malformed' | 'unknown-shape' }

/**
 * One record of a .shp as a GeoJSON geometry in the file's coordinates (ESRI Shapefile Technical Description, 1998).
 * Z and M values are left out: their variants carry the same x and y first. Never reads beyond `length` bytes.
 */
export function readShape(view: DataView, at: number, length: number): ReadShape {
  if (length < 4) return { ok: false, reason: 'malformed' }
  const kind = view.getInt32(at, true) % 10
  if (view.getInt32(at, true) === 0) return { ok: true, geometry: null }
  if (kind === 1)
    return length < 20 ? broken : { ok: true, geometry: { type: 'Point', coordinates: place(view, at + 4) } }
  if (kind === 8) return readPoints(view, at, length)
  if (kind !== 3 && kind !== 5) return { ok: false, reason: 'unknown-shape' }
  const parts = readParts(view, at, length)
  if (parts === null) return broken
  if (kind === 3) return { ok: true, geometry: { type: 'MultiLineString', coordinates: parts } }
  return { ok: true, geometry: { type: 'MultiPolygon', coordinates: groupRings(parts) } }
}

const broken = { ok: false, reason: 'malformed' } as const

function place(view: DataView, at: number): Place {
  return [view.getFloat64(at, true), view.getFloat64(at + 8, true)]
}

function readPoints(view: DataView, at: number, length: number): ReadShape {
  const count = length < 40 ? -1 : view.getInt32(at + 36, true)
  if (count < 0 || 40 + 16 * count > length) return broken
  const coordinates = Array.from({ length: count }, (_, i) => place(view, at + 40 + 16 * i))
  return { ok: true, geometry: { type: 'MultiPoint', coordinates } }
}

function readParts(view: DataView, at: number, length: number): Place[][] | null {
  if (length < 44) return null
  const parts = view.getInt32(at + 36, true)
  const points = view.getInt32(at + 40, true)
  if (parts < 0 || points < 0 || 44 + 4 * parts + 16 * points > length) return null
  const first = at + 44 + 4 * parts
  const starts = Array.from({ length: parts }, (_, i) => view.getInt32(at + 44 + 4 * i, true))
  const lines: Place[][] = []
  for (const [i, start] of starts.entries()) {
    const end = starts[i + 1] ?? points
    if (start < 0 || end < start || end > points) return null
    lines.push(Array.from({ length: end - start }, (_, n) => place(view, first + 16 * (start + n))))
  }
  return lines
}

/** Clockwise rings are outer ones; a hole belongs to the last outer ring before it that holds its first corner, or to none. */
function groupRings(rings: readonly Place[][]): Place[][][] {
  const outer = rings.filter((ring) => turn(ring) <= 0).map((ring) => [ring])
  const inner = rings.filter((ring) => turn(ring) > 0)
  // files with all rings the wrong way round are common: then each is an area
  if (outer.length === 0) return inner.map((ring) => [ring])
  for (const hole of inner) {
    const home = outer.length === 1 ? outer[0] : outer.findLast(([shell]) => holds(shell!, hole[0]!))
    if (home === undefined) outer.push([hole])
    else home.push(hole)
  }
  return outer
}

function turn(ring: readonly Place[]): number {
  const [ox, oy] = ring[0] ?? [0, 0]
  let sum = 0
  for (let i = 1; i < ring.length; i++) {
    const [[ax, ay], [bx, by]] = [ring[i - 1]!, ring[i]!]
    sum += (ax - ox) * (by - oy) - (bx - ox) * (ay - oy)
  }
  return sum
}

function holds(ring: readonly Place[], [x, y]: Place): boolean {
  let inside = false
  for (let i = 1; i < ring.length; i++) {
    const [[ax, ay], [bx, by]] = [ring[i - 1]!, ring[i]!]
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside
  }
  return inside
}
