import type { Box, Position } from '#domain/contract/common.ts'
import { boxOf } from '#domain/coordinate/box-of.ts'
import { cutText } from './cut-text.ts'
import type { FileArea, FileLayer } from './plan-layer.ts'

/** Letters to bytes and back, as the .cpg file names them. */
export interface Encoding {
  name: 'GBK' | 'UTF-8'
  encode(text: string): Uint8Array
  decode(bytes: Uint8Array): string
}

/** Why a file is not taken; `part` names which of its files. */
export type FileRefusal = { ok: false; reason: 'truncated' | 'not-polygons' | 'malformed'; part: string }

const POLYGON = 5
/** Shapefile's own mark at the beginning of .shp and .shx, big-endian. */
const MAGIC = 9994
const HEADER = 100
const fields = [
  { name: 'CODE', width: 40 },
  { name: 'NAME', width: 120 },
  { name: 'PARENT', width: 40 },
  { name: 'KIND', width: 10 },
] as const

/**
 * Writes a layer as an ESRI shapefile (ESRI Shapefile Technical Description, 1998): .shp, .shx, .dbf and .cpg by their
 * endings. Texts that do not fit into their column are cut on whole characters. Outer rings run clockwise, as the format
 * asks.
 */
export function writeShapefile(
  layer: FileLayer,
  encoding: Encoding,
): Record<'shp' | 'shx' | 'dbf' | 'cpg', Uint8Array> {
  const records = layer.areas.map((area) => polygonRecord(area.polygons))
  const lengths = records.map((record) => 8 + record.byteLength)
  const total = lengths.reduce((sum, length) => sum + length, HEADER)
  const shp = new DataView(new ArrayBuffer(total))
  const shx = new DataView(new ArrayBuffer(HEADER + 8 * records.length))
  const box = frameOf(layer.areas.flatMap((area) => area.polygons.flat(2)))
  writeHeader(shp, total, box)
  writeHeader(shx, shx.byteLength, box)
  let at = HEADER
  records.forEach((record, i) => {
    shp.setInt32(at, i + 1)
    shp.setInt32(at + 4, record.byteLength / 2)
    new Uint8Array(shp.buffer).set(new Uint8Array(record), at + 8)
    shx.setInt32(HEADER + 8 * i, at / 2)
    shx.setInt32(HEADER + 8 * i + 4, record.byteLength / 2)
    at += lengths[i]!
  })
  return {
    shp: new Uint8Array(shp.buffer),
    shx: new Uint8Array(shx.buffer),
    dbf: writeTable(layer.areas, encoding),
    cpg: encoding.encode(encoding.name),
  }
}

function polygonRecord(polygons: FileArea['polygons']): ArrayBuffer {
  // the format wants outer rings clockwise and holes counter-clockwise
  const rings = polygons.flatMap((polygon) =>
    polygon.map((ring, place) => (turnOf(ring) > 0 === (place === 0) ? ring.toReversed() : ring)),
  )
  const points = rings.reduce((sum, ring) => sum + ring.length, 0)
  const view = new DataView(new ArrayBuffer(44 + 4 * rings.length + 16 * points))
  view.setInt32(0, POLYGON, true)
  frameOf(rings.flat()).forEach((value, i) => {
    view.setFloat64(4 + 8 * i, value, true)
  })
  view.setInt32(36, rings.length, true)
  view.setInt32(40, points, true)
  let part = 0
  let at = 44 + 4 * rings.length
  rings.forEach((ring, i) => {
    view.setInt32(44 + 4 * i, part, true)
    part += ring.length
    for (const [x, y] of ring) {
      view.setFloat64(at, x, true)
      view.setFloat64(at + 8, y, true)
      at += 16
    }
  })
  return view.buffer
}

function writeHeader(view: DataView, bytes: number, box: readonly number[]): void {
  view.setInt32(0, MAGIC)
  view.setInt32(24, bytes / 2)
  view.setInt32(28, 1000, true)
  view.setInt32(32, POLYGON, true)
  box.forEach((value, i) => {
    view.setFloat64(36 + 8 * i, value, true)
  })
}

/** A shape's own box; a file without any shape has one of zeros. */
function frameOf(points: readonly Position[]): Box {
  return points.length === 0 ? [0, 0, 0, 0] : boxOf(points)
}

/** dBASE III: a header, a line of 32 bytes for each column, and rows of fixed width filled with blanks. */
function writeTable(areas: readonly FileArea[], encoding: Encoding): Uint8Array {
  const width = fields.reduce((sum, field) => sum + field.width, 1)
  const head = 33 + 32 * fields.length
  const bytes = new Uint8Array(head + width * areas.length + 1).fill(0x20)
  bytes.fill(0, 0, head)
  const view = new DataView(bytes.buffer)
  view.setUint8(0, 3)
  bytes.set([126, 1, 1], 1)
  view.setUint32(4, areas.length, true)
  view.setUint16(8, head, true)
  view.setUint16(10, width, true)
  fields.forEach(({ name, width: columns }, i) => {
    const at = 32 + 32 * i
    for (let letter = 0; letter < name.length; letter++) view.setUint8(at + letter, name.charCodeAt(letter))
    view.setUint8(at + 11, 'C'.charCodeAt(0))
    view.setUint8(at + 16, columns)
  })
  view.setUint8(head - 1, 0x0d)
  areas.forEach((area, row) => {
    let at = head + width * row + 1
    for (const [i, text] of [area.code, area.name, area.parent, area.kind].entries()) {
      bytes.set(cutText(text, fields[i]!.width, encoding.encode), at)
      at += fields[i]!.width
    }
  })
  view.setUint8(bytes.length - 1, 0x1a)
  return bytes
}

/** Reads the polygons and the table of a shapefile, as `writeShapefile` wrote them or others did. */
export function readShapefile(
  { shp, dbf }: { shp: Uint8Array; dbf: Uint8Array },
  encoding: Encoding,
): { ok: true; areas: { polygons: Position[][][]; row: Record<string, string> }[] } | FileRefusal {
  const rows = readTable(dbf, encoding)
  if (!rows.ok) return rows
  const view = new DataView(shp.buffer, shp.byteOffset, shp.byteLength)
  if (view.byteLength < HEADER) return { ok: false, reason: 'truncated', part: 'shp' }
  if (view.getInt32(0) !== MAGIC) return { ok: false, reason: 'malformed', part: 'shp' }
  const areas: { polygons: Position[][][]; row: Record<string, string> }[] = []
  for (let at = HEADER, number = 0; at < view.byteLength; number++) {
    if (at + 12 > view.byteLength) return { ok: false, reason: 'truncated', part: 'shp' }
    const length = view.getInt32(at + 4) * 2
    if (length < 4 || at + 8 + length > view.byteLength) return { ok: false, reason: 'truncated', part: 'shp' }
    const kind = view.getInt32(at + 8, true)
    // a null shape has no ground; Z and M variants carry the same rings first
    if (kind !== 0 && kind % 10 !== POLYGON) return { ok: false, reason: 'not-polygons', part: 'shp' }
    const rings = kind === 0 ? [] : readRings(view, at + 8, length)
    if (rings === null) return { ok: false, reason: 'malformed', part: 'shp' }
    areas.push({ polygons: groupRings(rings), row: rows.rows[number] ?? {} })
    at += 8 + length
  }
  return { ok: true, areas }
}

function readRings(view: DataView, at: number, length: number): Position[][] | null {
  if (length < 44) return null
  const parts = view.getInt32(at + 36, true)
  const points = view.getInt32(at + 40, true)
  if (parts < 0 || points < 0 || 44 + 4 * parts + 16 * points > length) return null
  const starts = Array.from({ length: parts }, (_, i) => view.getInt32(at + 44 + 4 * i, true))
  const first = at + 44 + 4 * parts
  return starts.map((start, i) =>
    Array.from({ length: Math.max(0, (starts[i + 1] ?? points) - start) }, (_, n): Position => {
      const place = first + 16 * (start + n)
      return [view.getFloat64(place, true), view.getFloat64(place + 8, true)]
    }),
  )
}

/** Clockwise rings are outer ones; a counter-clockwise ring is a hole of the outer ring before it. */
function groupRings(rings: readonly Position[][]): Position[][][] {
  const polygons: Position[][][] = []
  for (const ring of rings) {
    const turned = ring.toReversed()
    const hole = turnOf(ring) > 0 && polygons.length > 0
    if (hole) polygons.at(-1)!.push(turned)
    else polygons.push([turned])
  }
  return polygons
}

function turnOf(ring: readonly Position[]): number {
  const [ox, oy] = ring[0] ?? [0, 0]
  let sum = 0
  for (let i = 1; i < ring.length; i++) {
    const [[ax, ay], [bx, by]] = [ring[i - 1]!, ring[i]!]
    sum += (ax - ox) * (by - oy) - (bx - ox) * (ay - oy)
  }
  return sum
}

function readTable(bytes: Uint8Array, encoding: Encoding): { ok: true; rows: Record<string, string>[] } | FileRefusal {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < 33) return { ok: false, reason: 'truncated', part: 'dbf' }
  const count = view.getUint32(4, true)
  const head = view.getUint16(8, true)
  const width = view.getUint16(10, true)
  if (width === 0 || head + width * count > bytes.length) return { ok: false, reason: 'truncated', part: 'dbf' }
  const columns: { name: string; width: number }[] = []
  for (let at = 32; at + 32 <= head && bytes[at] !== 0x0d; at += 32) {
    const name = String.fromCharCode(...bytes.subarray(at, at + 11)).replace(/\0.*$/s, '')
    columns.push({ name: name.toUpperCase(), width: view.getUint8(at + 16) })
  }
  const rows = Array.from({ length: count }, (_, row) => {
    let at = head + width * row + 1
    const read: Record<string, string> = {}
    for (const column of columns) {
      read[column.name] = encoding.decode(bytes.subarray(at, at + column.width)).replace(/[\0 ]+$/, '')
      at += column.width
    }
    return read
  })
  return { ok: true, rows }
}
