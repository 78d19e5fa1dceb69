import type { Position } from 'geojson'
import { codeByName, heightFlag, sridFlag } from './ewkb-codes.ts'
import type { Geometry } from './geometry.types.ts'

/**
 * Writes GeoJSON as little-endian EWKB with its SRID, ready as a parameter: `$1::geometry` takes the hex text.
 * Positions are two- or three-dimensional, the same throughout; an empty point is `coordinates: []`.
 * Throws a RangeError naming the first position that is not finite or of another size.
 */
export function writeEwkb(geometry: Geometry, srid = 4326): Buffer {
  const size = positionSize(geometry) ?? 2
  if (size !== 2 && size !== 3) throw new RangeError(`a position of ${size} numbers, expected 2 or 3`)
  const writer = new Writer(size)
  writeGeometry(writer, geometry, srid)
  return writer.bytes()
}

/** The hex text of `writeEwkb`: what a query parameter cast with `$1::geometry` expects. */
export function writeEwkbHex(geometry: Geometry, srid = 4326): string {
  return writeEwkb(geometry, srid).toString('hex').toUpperCase()
}

function writeGeometry(writer: Writer, geometry: Geometry, srid: number | null): void {
  writer.head(codeByName[geometry.type], srid)
  switch (geometry.type) {
    case 'Point':
      if (geometry.coordinates.length === 0) writer.emptyPosition()
      else writer.position(geometry.coordinates)
      break
    case 'LineString':
      writer.line(geometry.coordinates)
      break
    case 'Polygon':
      writer.rings(geometry.coordinates)
      break
    case 'GeometryCollection':
      writeMembers(writer, geometry.geometries)
      break
    default:
      writeMembers(writer, membersOf(geometry))
  }
}

function membersOf(geometry: Geometry<'MultiPoint' | 'MultiLineString' | 'MultiPolygon'>): Geometry[] {
  switch (geometry.type) {
    case 'MultiPoint':
      return geometry.coordinates.map((coordinates) => ({ type: 'Point', coordinates }))
    case 'MultiLineString':
      return geometry.coordinates.map((coordinates) => ({ type: 'LineString', coordinates }))
    case 'MultiPolygon':
      return geometry.coordinates.map((coordinates) => ({ type: 'Polygon', coordinates }))
  }
}

function writeMembers(writer: Writer, members: Geometry[]): void {
  writer.count(members.length)
  for (const member of members) writeGeometry(writer, member, null)
}

/** Numbers of the first position found; undefined when there is none. */
function positionSize(geometry: Geometry): number | undefined {
  if (geometry.type === 'GeometryCollection') {
    for (const member of geometry.geometries) {
      const size = positionSize(member)
      if (size !== undefined) return size
    }
    return undefined
  }
  return sizeWithin(geometry.coordinates)
}

function sizeWithin(coordinates: unknown[]): number | undefined {
  if (coordinates.length === 0) return undefined
  if (!Array.isArray(coordinates[0])) return coordinates.length
  for (const part of coordinates) {
    const size = Array.isArray(part) ? sizeWithin(part) : undefined
    if (size !== undefined) return size
  }
  return undefined
}

class Writer {
  private buffer = Buffer.allocUnsafe(256)
  private length = 0

  constructor(private readonly size: number) {}

  bytes(): Buffer {
    return this.buffer.subarray(0, this.length)
  }

  head(code: number, srid: number | null): void {
    this.room(9)
    this.buffer[this.length] = 1
    this.length += 1
    this.count((code | (this.size === 3 ? heightFlag : 0) | (srid === null ? 0 : sridFlag)) >>> 0)
    if (srid !== null) this.count(srid)
  }

  count(value: number): void {
    this.room(4)
    this.length = this.buffer.writeUInt32LE(value, this.length)
  }

  position(position: Position): void {
    if (position.length !== this.size || !position.every((value) => Number.isFinite(value)))
      throw new RangeError(`position ${JSON.stringify(position)}: expected ${this.size} finite numbers`)
    for (const value of position) this.double(value)
  }

  emptyPosition(): void {
    for (let index = 0; index < this.size; index++) this.double(Number.NaN)
  }

  line(line: Position[]): void {
    this.count(line.length)
    for (const position of line) this.position(position)
  }

  rings(rings: Position[][]): void {
    this.count(rings.length)
    for (const ring of rings) this.line(ring)
  }

  private double(value: number): void {
    this.room(8)
    this.length = this.buffer.writeDoubleLE(value, this.length)
  }

  private room(bytes: number): void {
    if (this.length + bytes <= this.buffer.length) return
    const grown = Buffer.allocUnsafe(this.buffer.length * 2)
    this.buffer.copy(grown, 0, 0, this.length)
    this.buffer = grown
  }
}
