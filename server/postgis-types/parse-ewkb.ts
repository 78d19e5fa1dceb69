import type { Position } from 'geojson'
import { heightFlag, measureFlag, sridFlag } from './ewkb-codes.ts'
import type { Geometry } from './geometry.types.ts'

/** A geometry with the reference system its bytes named; null where they named none. */
export interface ParsedEwkb {
  geometry: Geometry
  srid: number | null
}

/** The deepest nesting of collections that is read; more is refused before the stack is at risk. */
const maximumDepth = 32

/**
 * Reads EWKB, the form in which PostGIS sends geometry: hex text or bytes, either byte order, with Z, M and SRID;
 * ISO type numbers (1001, 2001, 3001 ...) are read as well. An empty point becomes `coordinates: []`.
 * Throws a RangeError naming the value and the byte for anything else.
 */
export function parseEwkb(value: string | Uint8Array): ParsedEwkb {
  const reader = new Reader(typeof value === 'string' ? bytesOfHex(value) : value, value)
  const parsed = readGeometry(reader, 0)
  if (reader.offset !== reader.length) reader.refuse(`${reader.length - reader.offset} bytes after the end`)
  return parsed
}

/** The geometry alone, as a `pg` type parser returns it. */
export function parseGeometry(value: string | Uint8Array): Geometry {
  return parseEwkb(value).geometry
}

function bytesOfHex(hex: string): Uint8Array {
  if (hex.length % 2 !== 0 || !/^[0-9a-fA-F]*$/.test(hex)) throw new RangeError(`EWKB ${shown(hex)}: not hexadecimal`)
  return Buffer.from(hex, 'hex')
}

function readGeometry(reader: Reader, depth: number): ParsedEwkb {
  if (depth > maximumDepth) reader.refuse(`nested deeper than ${maximumDepth}`)
  reader.readOrder()
  const word = reader.readCount()
  const srid = word & sridFlag ? reader.readCount() : null
  const iso = word & 0x1fffffff
  const dimension = Math.floor(iso / 1000)
  if (dimension > 3) reader.refuse(`unknown geometry type ${iso}`)
  const hasHeight = (word & heightFlag) !== 0 || dimension === 1 || dimension === 3
  const hasMeasure = (word & measureFlag) !== 0 || dimension === 2 || dimension === 3
  const size = 2 + (hasHeight ? 1 : 0) + (hasMeasure ? 1 : 0)
  return { geometry: readBody(reader, iso % 1000, size, depth), srid }
}

function readBody(reader: Reader, code: number, size: number, depth: number): Geometry {
  switch (code) {
    case 1: {
      const position = reader.readPosition(size)
      return { type: 'Point', coordinates: Number.isNaN(position[0]) ? [] : position }
    }
    case 2:
      return { type: 'LineString', coordinates: reader.readLine(size) }
    case 3:
      return { type: 'Polygon', coordinates: reader.readRings(size) }
    case 4:
      return { type: 'MultiPoint', coordinates: readParts(reader, depth, 'Point') }
    case 5:
      return { type: 'MultiLineString', coordinates: readParts(reader, depth, 'LineString') }
    case 6:
      return { type: 'MultiPolygon', coordinates: readParts(reader, depth, 'Polygon') }
    case 7:
      return { type: 'GeometryCollection', geometries: readMembers(reader, depth) }
    default:
      return reader.refuse(`unknown geometry type ${code}`)
  }
}

function readMembers(reader: Reader, depth: number): Geometry[] {
  // the smallest member is an empty line: order, type and count
  const count = reader.readCountOf(9)
  return Array.from({ length: count }, () => readGeometry(reader, depth + 1).geometry)
}

function readParts<Name extends 'Point' | 'LineString' | 'Polygon'>(
  reader: Reader,
  depth: number,
  name: Name,
): Geometry<Name>['coordinates'][] {
  return readMembers(reader, depth).map((member) => {
    if (!isNamed(member, name)) return reader.refuse(`${member.type} inside a Multi${name}`)
    return member.coordinates
  })
}

function isNamed<Name extends 'Point' | 'LineString' | 'Polygon'>(
  geometry: Geometry,
  name: Name,
): geometry is Geometry<Name> {
  return geometry.type === name
}

class Reader {
  offset = 0
  readonly length: number
  private readonly view: DataView
  private littleEndian = true

  constructor(
    bytes: Uint8Array,
    private readonly original: string | Uint8Array,
  ) {
    this.length = bytes.byteLength
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  refuse(reason: string): never {
    throw new RangeError(`EWKB ${shown(this.original)}: ${reason} at byte ${this.offset}`)
  }

  readOrder(): void {
    this.need(1)
    const order = this.view.getUint8(this.offset)
    if (order > 1) this.refuse(`byte order ${order}, expected 0 or 1`)
    this.littleEndian = order === 1
    this.offset += 1
  }

  readCount(): number {
    this.need(4)
    const count = this.view.getUint32(this.offset, this.littleEndian)
    this.offset += 4
    return count
  }

  /** A count of things of at least `bytes` each: refused before anything of that size is made. */
  readCountOf(bytes: number): number {
    const count = this.readCount()
    if (count * bytes > this.length - this.offset) this.refuse(`${count} announced, too few bytes left`)
    return count
  }

  readPosition(size: number): Position {
    this.need(size * 8)
    const position: Position = []
    for (let index = 0; index < size; index++) {
      position.push(this.view.getFloat64(this.offset, this.littleEndian))
      this.offset += 8
    }
    return position
  }

  readLine(size: number): Position[] {
    const count = this.readCountOf(size * 8)
    return Array.from({ length: count }, () => this.readPosition(size))
  }

  readRings(size: number): Position[][] {
    const count = this.readCountOf(4)
    return Array.from({ length: count }, () => this.readLine(size))
  }

  private need(bytes: number): void {
    if (this.offset + bytes > this.length) this.refuse(`ends early: ${bytes} bytes wanted`)
  }
}

function shown(value: string | Uint8Array): string {
  const text = typeof value === 'string' ? value : Buffer.from(value.subarray(0, 41)).toString('hex')
  return text.length > 80 ? `'${text.slice(0, 80)}…'` : `'${text}'`
}
