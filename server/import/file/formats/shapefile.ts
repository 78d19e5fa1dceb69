import { readProjection } from '#domain/coordinate/read-projection.ts'
import { type DbaseHeader, dbaseText, dbaseValue, readDbaseHeader } from '#domain/import/dbase.ts'
import { decideEncoding, type EncodingDecision, type TextEncoding } from '#domain/import/decide-encoding.ts'
import type { FileContent, FileField, FileFinding, FileLayer, SourceFeature } from '#domain/import/file-content.ts'
import { readShape } from '#domain/import/shape.ts'
import type { ByteSource } from '../byte-source.ts'
import { decodeStrictly, decodesStrictly } from '../text-decoding.ts'
import { UnreadableFile } from '../unreadable-file.ts'

/** The files of one shapefile, by their endings in small letters; `.shp` is there. */
export type ShapefileParts = ReadonlyMap<string, ByteSource>

const MAGIC = 9994
const HEAD = 100
/** A record beyond this is no shape of a county. */
const MOST_RECORD_BYTES = 64_000_000
/** Rows whose texts decide the encoding. */
const ROWS_LOOKED_AT = 20_000
const BATCH_BYTES = 1 << 18

/** Opens shapefiles as layers of one content; each is refused as a whole where a part is missing or cut. */
export async function openShapefiles(
  sets: ReadonlyMap<string, ShapefileParts>,
  close: () => Promise<void>,
): Promise<FileContent> {
  const findings: FileFinding[] = []
  const layers: FileLayer[] = []
  for (const [name, parts] of sets) layers.push(await openLayer(name, parts, findings))
  return { format: 'shapefile', layers, findings, close }
}

async function openLayer(name: string, parts: ShapefileParts, findings: FileFinding[]): Promise<FileLayer> {
  const [shp, dbf] = [requirePart(parts, name, 'shp'), requirePart(parts, name, 'dbf')]
  await checkHeader(shp)
  const header = await readHeader(dbf)
  const cpg = await textOf(parts.get('cpg'))
  const decision = decideEncoding({
    cpg,
    languageByte: header.languageByte,
    texts: [...header.columns.map((column) => column.name), ...(await tableTexts(dbf, header))],
    decodes: decodesStrictly,
  })
  if (decision === null)
    throw new UnreadableFile(
      `${dbf.name}: its letters are neither UTF-8 nor GB18030; save it anew in one of them`,
      'not-text',
      cpg?.trim() ?? '',
    )
  const fields = header.columns.map((column): FileField => {
    const text = decodeStrictly(column.name, decision.encoding)
    return { name: text === null || text === '' ? `column${column.offset}` : text, cut: column.name.length >= 10 }
  })
  noteEncoding(findings, name, decision)
  const cut = fields.filter((field) => field.cut)
  if (cut.length > 0)
    findings.push({ code: 'names-cut', layer: name, value: cut.map((field) => field.name).join(', ') })
  const crs = await crsOf(parts.get('prj'), name, findings)
  return {
    name,
    fields,
    crs,
    encoding: decision.encoding,
    rows: header.rows,
    features: () => readRows({ shp, dbf, header, fields, encoding: decision.encoding }),
  }
}

function requirePart(parts: ShapefileParts, name: string, ending: 'shp' | 'dbf'): ByteSource {
  const part = parts.get(ending)
  if (part !== undefined) return part
  throw new UnreadableFile(
    `${name}.${ending} is missing: a shapefile is .shp and .dbf together (and .prj, .cpg); send them in one folder or zip`,
    'missing-part',
    `${name}.${ending}`,
  )
}

function noteEncoding(findings: FileFinding[], layer: string, { finding, claimed, encoding }: EncodingDecision): void {
  if (finding === 'wrong-cpg') findings.push({ code: 'wrong-cpg', layer, value: `${claimed} → ${encoding}` })
  if (finding === 'encoding-guessed') findings.push({ code: 'encoding-guessed', layer, value: encoding })
}

async function textOf(part: ByteSource | undefined): Promise<string | null> {
  if (part === undefined) return null
  const bytes = await part.read(0, Math.min(part.size, 65_536))
  return decodeStrictly(bytes, 'UTF-8')?.replace(/^\uFEFF/, '') ?? bytes.toString('latin1')
}

async function crsOf(prj: ByteSource | undefined, layer: string, findings: FileFinding[]): Promise<string | null> {
  const text = await textOf(prj)
  if (text === null || text.trim() === '') {
    findings.push({ code: 'crs-missing', layer, value: '' })
    return null
  }
  const crs = readProjection(text)
  if (crs === null) findings.push({ code: 'crs-unknown', layer, value: text.slice(0, 120) })
  return crs
}

async function checkHeader(shp: ByteSource): Promise<void> {
  if (shp.size < HEAD)
    throw new UnreadableFile(`${shp.name}: only ${shp.size} bytes, not even its header`, 'truncated', String(shp.size))
  const head = await shp.read(0, HEAD)
  if (head.readInt32BE(0) !== MAGIC) throw new UnreadableFile(`${shp.name}: not a .shp file`, 'malformed', 'header')
  const announced = head.readInt32BE(24) * 2
  if (announced > shp.size)
    throw new UnreadableFile(
      `${shp.name}: cut off: ${shp.size} of ${announced} bytes are there; copy it again from its source`,
      'truncated',
      `${shp.size} / ${announced}`,
    )
}

async function readHeader(dbf: ByteSource): Promise<DbaseHeader> {
  const start = await dbf.read(0, Math.min(dbf.size, 65_600))
  const header = readDbaseHeader(start)
  if (header === null) throw new UnreadableFile(`${dbf.name}: not a dBASE table`, 'malformed', 'header')
  const announced = header.headBytes + header.rows * header.rowBytes
  if (announced > dbf.size)
    throw new UnreadableFile(
      `${dbf.name}: cut off: ${header.rows} rows are announced, the file ends before; copy it again from its source`,
      'truncated',
      `${dbf.size} / ${announced}`,
    )
  return header
}

async function tableTexts(dbf: ByteSource, header: DbaseHeader): Promise<Uint8Array[]> {
  const columns = header.columns.filter((column) => column.type === 'C')
  const texts: Uint8Array[] = []
  const rows = Math.min(header.rows, ROWS_LOOKED_AT)
  const atOnce = Math.max(1, Math.floor(BATCH_BYTES / header.rowBytes))
  for (let first = 0; first < rows; first += atOnce) {
    const bytes = await tableRows(dbf, header, first, Math.min(atOnce, rows - first))
    for (let at = 0; at < bytes.length; at += header.rowBytes) {
      const row = bytes.subarray(at, at + header.rowBytes)
      for (const column of columns) {
        const text = dbaseText(row, column)
        if (text.some((byte) => byte > 0x7f)) texts.push(text)
      }
    }
  }
  return texts
}

function tableRows(dbf: ByteSource, header: DbaseHeader, first: number, count: number): Promise<Buffer> {
  return dbf.read(header.headBytes + first * header.rowBytes, count * header.rowBytes)
}

interface OpenLayer {
  shp: ByteSource
  dbf: ByteSource
  header: DbaseHeader
  fields: FileField[]
  encoding: TextEncoding
}

/** Shapes and rows side by side, in the order of the files. */
async function* readRows({ shp, dbf, header, fields, encoding }: OpenLayer): AsyncIterable<SourceFeature> {
  // a letter that cannot be stands as U+FFFD: the row's text is refused where it is used
  const decode = (bytes: Uint8Array) => decodeStrictly(bytes, encoding) ?? lenient[encoding].decode(bytes)
  const atOnce = Math.max(1, Math.floor(BATCH_BYTES / header.rowBytes))
  let rows: Buffer = Buffer.alloc(0)
  let row = 0
  for await (const geometry of readShapes(shp)) {
    if (row >= header.rows)
      throw new UnreadableFile(
        `${shp.name}: it has more shapes than ${dbf.name} has rows (${header.rows}); the two are not of one export`,
        'malformed',
        String(header.rows),
      )
    const place = row % atOnce
    if (place === 0) rows = await tableRows(dbf, header, row, Math.min(atOnce, header.rows - row))
    const bytes = rows.subarray(place * header.rowBytes, (place + 1) * header.rowBytes)
    row += 1
    const properties: Record<string, unknown> = {}
    header.columns.forEach((column, i) => {
      properties[fields[i]!.name] = dbaseValue(bytes, column, decode)
    })
    // a star marks a row that was deleted
    if (bytes[0] !== 0x2a) yield { row, properties, geometry }
  }
}

const lenient: Record<TextEncoding, TextDecoder> = {
  'UTF-8': new TextDecoder('utf-8'),
  GB18030: new TextDecoder('gb18030'),
  'UTF-16LE': new TextDecoder('utf-16le'),
}

async function* readShapes(shp: ByteSource): AsyncIterable<object | null> {
  let buffer: Buffer = Buffer.alloc(0)
  let start = 0
  const need = async (at: number, length: number): Promise<void> => {
    if (at >= start && at + length <= start + buffer.length) return
    buffer = await shp.read(at, Math.min(Math.max(length, BATCH_BYTES), shp.size - at))
    start = at
    if (buffer.length < length)
      throw new UnreadableFile(`${shp.name}: cut off within a shape at byte ${at}`, 'truncated', String(at))
  }
  for (let at = HEAD; at < shp.size; ) {
    await need(at, 8)
    const length = buffer.readInt32BE(at - start + 4) * 2
    if (length < 4 || length > MOST_RECORD_BYTES)
      throw new UnreadableFile(`${shp.name}: broken at byte ${at}: a shape of ${length} bytes`, 'malformed', String(at))
    await need(at + 8, length)
    const view = new DataView(buffer.buffer, buffer.byteOffset, buffer.byteLength)
    const shape = readShape(view, at + 8 - start, length)
    if (!shape.ok)
      throw new UnreadableFile(
        `${shp.name}: ${shape.reason === 'malformed' ? 'a broken shape' : 'a kind of shape that is not read (point, line and area are)'} at byte ${at}`,
        'malformed',
        String(at),
      )
    yield shape.geometry
    at += 8 + length
  }
}
