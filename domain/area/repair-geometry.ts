import type { Geometry, Position } from 'geojson'

export type GeometryRepair = 'ring-closed' | 'repeated-points-dropped' | 'short-ring-dropped'
export type GeometryRefusal =
  | 'no-geometry'
  | 'unknown-geometry-type'
  | 'not-coordinates'
  | 'not-finite'
  | 'outside-the-world'
  | 'nothing-left'

export type RepairedGeometry =
  | { ok: true; geometry: Geometry; repairs: GeometryRepair[] }
  | { ok: false; reason: GeometryRefusal; value: string }

type Convert = (x: number, y: number) => [number, number]

/**
 * Reads one geometry of an unknown file into EPSG:4326: every position converted, dropped to two dimensions and put
 * on the lattice of 1e-7 degree; rings closed, repeated points and rings of fewer than three corners dropped.
 * Refuses what cannot stand anywhere, with the value that was wrong. GeometryCollections are refused: name their parts.
 */
export function repairGeometry(source: unknown, convert: Convert): RepairedGeometry {
  if (source === null || source === undefined) return { ok: false, reason: 'no-geometry', value: 'null' }
  const { type, coordinates } = source as { type?: unknown; coordinates?: unknown }
  const depth = typeof type === 'string' ? depthOf[type] : undefined
  if (depth === undefined) return { ok: false, reason: 'unknown-geometry-type', value: String(type) }
  const repairs = new Set<GeometryRepair>()
  try {
    const rings = type === 'Polygon' || type === 'MultiPolygon'
    const clean = walk(coordinates, depth, { convert, repairs, rings })
    if (clean === null) return { ok: false, reason: 'nothing-left', value: String(type) }
    return { ok: true, geometry: { type, coordinates: clean } as Geometry, repairs: [...repairs] }
  } catch (error) {
    if (error instanceof Refused) return { ok: false, reason: error.reason, value: error.value }
    throw error
  }
}

const depthOf: Record<string, number | undefined> = {
  Point: 0,
  MultiPoint: 1,
  LineString: 1,
  MultiLineString: 2,
  Polygon: 2,
  MultiPolygon: 3,
}

class Refused extends Error {
  constructor(
    readonly reason: GeometryRefusal,
    readonly value: string,
  ) {
    super(reason)
  }
}

interface Walk {
  convert: Convert
  repairs: Set<GeometryRepair>
  rings: boolean
}

/** Null when nothing of this part is left. */
function walk(value: unknown, depth: number, how: Walk): Position | unknown[] | null {
  if (!Array.isArray(value)) throw new Refused('not-coordinates', shown(value))
  if (depth === 0) return toPosition(value, how.convert)
  if (depth === 1) return toLine(value, how)
  const parts = value.map((part) => walk(part, depth - 1, how))
  // a polygon without its outer ring is nothing; another lost ring was a hole
  if (how.rings && depth === 2 && parts[0] === null) return null
  const kept = parts.filter((part) => part !== null)
  return kept.length === 0 ? null : kept
}

function toLine(value: unknown[], how: Walk): Position[] | null {
  const line: Position[] = []
  for (const item of value) {
    if (!Array.isArray(item)) throw new Refused('not-coordinates', shown(item))
    const next = toPosition(item, how.convert)
    const last = line.at(-1)
    if (last !== undefined && last[0] === next[0] && last[1] === next[1]) how.repairs.add('repeated-points-dropped')
    else line.push(next)
  }
  if (!how.rings) return line.length >= 2 ? line : null
  const [first, last] = [line[0], line.at(-1)]
  if (first !== undefined && last !== undefined && (first[0] !== last[0] || first[1] !== last[1])) {
    line.push([...first])
    how.repairs.add('ring-closed')
  }
  if (line.length >= 4) return line
  how.repairs.add('short-ring-dropped')
  return null
}

function toPosition(value: unknown[], convert: Convert): Position {
  const [x, y] = value
  if (typeof x !== 'number' || typeof y !== 'number') throw new Refused('not-coordinates', shown(value))
  if (!Number.isFinite(x) || !Number.isFinite(y)) throw new Refused('not-finite', shown(value))
  const [longitude, latitude] = convert(x, y)
  if (!(Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90)) throw new Refused('outside-the-world', shown(value))
  return [onLattice(longitude), onLattice(latitude)]
}

/** The lattice of 1e-7 degree, about 1 cm, so that shared borders are equal to the bit; never minus zero. */
function onLattice(degrees: number): number {
  return Math.round(degrees * 1e7) / 1e7 + 0
}

function shown(value: unknown): string {
  return String(JSON.stringify(value) ?? value).slice(0, 80)
}
