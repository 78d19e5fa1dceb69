export interface DbaseColumn {
  /** Bytes of the name, up to ten; letters are decided later. */
  name: Uint8Array
  type: string
  /** Bytes from the beginning of a row. */
  offset: number
  width: number
}

export interface DbaseHeader {
  rows: number
  headBytes: number
  rowBytes: number
  languageByte: number
  columns: DbaseColumn[]
}

/** So many columns and bytes a row are more than any table has; a header that says more is broken. */
const MOST_COLUMNS = 2_046

/** Reads the header of a dBASE III table (.dbf); null where it is none. `bytes`: the file's beginning, whole header or more. */
export function readDbaseHeader(bytes: Uint8Array): DbaseHeader | null {
  if (bytes.length < 33) return null
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const headBytes = view.getUint16(8, true)
  const rowBytes = view.getUint16(10, true)
  if (headBytes < 33 || rowBytes < 1) return null
  const columns: DbaseColumn[] = []
  let offset = 1
  for (let at = 32; at + 32 <= Math.min(headBytes, bytes.length) && bytes[at] !== 0x0d; at += 32) {
    const raw = bytes.subarray(at, at + 11)
    const end = raw.indexOf(0)
    const width = view.getUint8(at + 16)
    columns.push({
      name: raw.subarray(0, end < 0 ? 11 : end),
      type: String.fromCharCode(bytes[at + 11]!),
      offset,
      width,
    })
    offset += width
    if (columns.length > MOST_COLUMNS) return null
  }
  if (columns.length === 0 || offset > rowBytes) return null
  return { rows: view.getUint32(4, true), headBytes, rowBytes, languageByte: bytes[29]!, columns }
}

/** Bytes of one text of a row, the blanks after it left out. */
export function dbaseText(row: Uint8Array, { offset, width }: DbaseColumn): Uint8Array {
  let end = Math.min(row.length, offset + width)
  while (end > offset && (row[end - 1] === 0x20 || row[end - 1] === 0)) end -= 1
  return row.subarray(offset, end)
}

/** Value of a column: numbers, dates as 2024-01-31, yes and no, texts as `decode` reads them; null for a blank. */
export function dbaseValue(row: Uint8Array, column: DbaseColumn, decode: (bytes: Uint8Array) => string): unknown {
  const bytes = dbaseText(row, column)
  if (bytes.length === 0) return null
  if (column.type === 'C' || column.type === 'M') return decode(bytes)
  const text = String.fromCharCode(...bytes).trim()
  if (column.type === 'N' || column.type === 'F') {
    const number = Number(text)
    return text === '' || text.startsWith('*') ? null : Number.isFinite(number) ? number : text
  }
  if (column.type === 'D')
    return /^\d{8}$/.test(text) ? `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}` : text || null
  if (column.type === 'L') return 'YyTt'.includes(text) ? true : 'NnFf'.includes(text) ? false : null
  return text === '' ? null : text
}
