import { Transform } from 'node:stream'
import { parse } from 'csv-parse'
import { decideEncoding, type TextEncoding } from '#domain/import/decide-encoding.ts'
import type { FileFinding, SourceFeature } from '#domain/import/file-content.ts'
import { findCoordinateColumns, pointOf } from '#domain/import/find-columns.ts'
import type { ByteSource } from '../byte-source.ts'
import { openStream } from '../byte-stream.ts'
import { decodesStrictly } from '../text-decoding.ts'
import { UnreadableFile, unreadable } from '../unreadable-file.ts'
import { type Format, sampleFields, whole } from './format.ts'

/** Bytes that decide the encoding of a table; the whole of it is then read strictly. */
const LOOKED_AT = 4_000_000

/** CSV with a header row; places from two columns, where there are any. Any of LF, CRLF and CR ends a line. */
export const openCsv: Format = async (source, { coordinates, withoutPlaces }) => {
  const { encoding, finding, delimiter } = await decide(source)
  const how = { encoding, delimiter }
  const columns = await sampleFields(readRows(source, how, null))
  const places = coordinates ?? findCoordinateColumns(columns)
  for (const name of places ? [places.longitude, places.latitude] : []) {
    if (!columns.includes(name))
      throw new UnreadableFile(
        `${source.name}: no column ${JSON.stringify(name)}; it has ${columns.join(', ')}`,
        'no-column',
        name,
      )
  }
  if (columns.length === 0) throw new UnreadableFile(`${source.name}: no row below the header`, 'no-rows')
  const name = source.name.replace(/\.(csv|tsv|txt)(\.gz)?$/i, '')
  const findings: FileFinding[] = finding ? [{ code: finding, layer: name, value: encoding }] : []
  if (places === null && !withoutPlaces) findings.push({ code: 'rows-without-geometry', layer: name, value: '' })
  return {
    format: 'csv',
    layers: [
      {
        name,
        fields: columns.map(whole),
        crs: null,
        encoding,
        rows: null,
        features: () => readRows(source, how, places),
      },
    ],
    findings,
    close: () => source.close(),
  }
}

interface Decided {
  encoding: TextEncoding
  finding: 'encoding-guessed' | null
  delimiter: string
}

async function decide(source: ByteSource): Promise<Decided> {
  const head = await beginning(source)
  if (head[0] === 0xff && head[1] === 0xfe)
    return { encoding: 'UTF-16LE', finding: null, delimiter: delimiterOf(head.toString('utf16le')) }
  const marked = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf
  if (!marked && head.subarray(0, 4_096).includes(0))
    throw new UnreadableFile(`${source.name}: not a text: it holds bytes of zero`, 'not-text', 'NUL')
  const decided = decideEncoding({
    cpg: marked ? 'UTF-8' : null,
    languageByte: 0,
    texts: [head],
    decodes: decodesStrictly,
  })
  if (decided === null)
    throw new UnreadableFile(
      `${source.name}: its letters are neither UTF-8 nor GB18030; save it anew in one of them`,
      'not-text',
    )
  // UTF-8 proves itself; GB18030 is what is left
  const finding = decided.encoding === 'GB18030' ? 'encoding-guessed' : null
  return { encoding: decided.encoding, finding, delimiter: delimiterOf(head.toString('latin1')) }
}

/** What parts the names of the header most often. */
function delimiterOf(text: string): string {
  const header = text.split(/[\r\n]/, 1)[0]!.slice(0, 20_000)
  const count = (mark: string) => header.split(mark).length
  return [',', '\t', ';'].reduce((most, mark) => (count(mark) > count(most) ? mark : most))
}

async function beginning(source: ByteSource): Promise<Buffer> {
  const { bytes, rowRead } = openStream(source)
  const parts: Buffer[] = []
  let total = 0
  try {
    for await (const part of bytes as AsyncIterable<Buffer>) {
      parts.push(part)
      total += part.length
      rowRead()
      if (total >= LOOKED_AT) break
    }
  } catch (error) {
    throw unreadable(source.name, error)
  } finally {
    bytes.destroy()
  }
  return Buffer.concat(parts)
}

async function* readRows(
  source: ByteSource,
  { encoding, delimiter }: Pick<Decided, 'encoding' | 'delimiter'>,
  places: { longitude: string; latitude: string } | null,
): AsyncIterable<SourceFeature> {
  const { bytes, rowRead } = openStream(source)
  const text = encoding === 'UTF-8' ? bytes : bytes.pipe(toUtf8(source.name, encoding))
  const rows = text.pipe(
    parse({
      columns: true,
      bom: true,
      delimiter,
      relax_column_count: true,
      skip_empty_lines: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      max_record_size: 1_000_000,
    }),
  )
  bytes.on('error', (error) => rows.destroy(error))
  text.on('error', (error) => rows.destroy(error))
  let row = 0
  try {
    for await (const record of rows) {
      row += 1
      rowRead()
      const properties = record as Record<string, unknown>
      yield {
        row,
        properties,
        geometry: places && pointOf(properties[places.longitude], properties[places.latitude]),
      }
    }
  } catch (error) {
    throw unreadable(source.name, error)
  } finally {
    bytes.destroy()
    rows.destroy()
  }
}

function toUtf8(name: string, encoding: TextEncoding): Transform {
  const decoder = new TextDecoder(encoding === 'GB18030' ? 'gb18030' : 'utf-16le', { fatal: true })
  const wrong = () =>
    new UnreadableFile(`${name}: a letter that is not ${encoding}; save it anew in one encoding`, 'not-text', encoding)
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      try {
        done(null, decoder.decode(chunk, { stream: true }))
      } catch {
        done(wrong())
      }
    },
    flush(done) {
      try {
        done(null, decoder.decode())
      } catch {
        done(wrong())
      }
    },
  })
}
