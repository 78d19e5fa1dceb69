import { buildModel, type CoverageModel, type CoverageSource } from './model.ts'

/** Says what the bytes are; another version is refused. */
const MAGIC = 'gridboard coverage 1'

export interface PackOptions {
  /** Whether elderly people travel too: only to who may see them. */
  elderly: boolean
}

type Column = Int32Array | Uint8Array | Uint32Array | Float64Array
const columnKinds = { Int32Array, Uint8Array, Uint32Array, Float64Array } as const
type ColumnKind = keyof typeof columnKinds

/** A model as bytes for another thread or machine; `unpackModel` makes the same model of them. */
export function packModel(model: CoverageModel, { elderly }: PackOptions): Uint8Array {
  const columns: Column[] = []
  const buildings = elderly
    ? model.source.buildings
    : { ...model.source.buildings, elderly: new Int32Array(model.source.buildings.elderly.length) }
  const head = JSON.stringify({ magic: MAGIC, elderly, source: { ...model.source, buildings } }, (_, value) => {
    const kind = kindOf(value)
    return kind ? { column: columns.push(value) - 1, kind, length: value.length } : value
  })
  const text = asciiBytes(head)
  const bytes = new Uint8Array(4 + text.length + columns.reduce((sum, column) => sum + column.byteLength, 0))
  new DataView(bytes.buffer).setUint32(0, text.length)
  bytes.set(text, 4)
  let at = 4 + text.length
  for (const column of columns) {
    bytes.set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength), at)
    at += column.byteLength
  }
  return bytes
}

/** The model of `packModel`'s bytes. Throws when they are something else. */
export function unpackModel(bytes: Uint8Array): CoverageModel {
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0)
  let at = 4 + length
  const head = JSON.parse(asciiText(bytes.subarray(4, at)), (_, value) => {
    if (!(value && typeof value === 'object' && 'column' in value)) return value
    const Kind = columnKinds[value.kind as ColumnKind]
    const part = bytes.slice(at, at + value.length * Kind.BYTES_PER_ELEMENT)
    at += part.length
    return new Kind(part.buffer)
  })
  if (head.magic !== MAGIC) throw new Error(`coverage model: ${head.magic} was packed, ${MAGIC} is expected`)
  return { ...buildModel(head.source as CoverageSource), knowsElderly: head.elderly }
}

function kindOf(value: unknown): ColumnKind | null {
  const kinds = Object.keys(columnKinds) as ColumnKind[]
  return kinds.find((kind) => value instanceof columnKinds[kind]) ?? null
}

/** JSON in ASCII: what lies beyond is escaped, so that no decoder is needed. */
function asciiBytes(json: string): Uint8Array {
  const ascii = json.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
  return Uint8Array.from(ascii, (unit) => unit.charCodeAt(0))
}

function asciiText(bytes: Uint8Array): string {
  const PIECE = 8192
  let text = ''
  for (let at = 0; at < bytes.length; at += PIECE) text += String.fromCharCode(...bytes.subarray(at, at + PIECE))
  return text
}
