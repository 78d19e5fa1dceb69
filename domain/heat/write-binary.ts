/** Where the steps of a binary surface begin, as `GET /api/heat?values=binary` answers it. */
export const HEAT_MAGIC = 'GBH1'
/** Magic and the header's length. */
export const HEAT_PREFIX_BYTES = 8

/**
 * One surface as bytes: `GBH1`, length of the header (Uint32), the header as UTF-8 JSON padded with blanks to an even
 * length, the steps, then those of the window before where one is compared with, all little-endian. `header` must survive JSON.
 */
export function writeBinary(
  header: object,
  steps: Uint16Array | Int16Array,
  before: Uint16Array | null = null,
): Uint8Array<ArrayBuffer> {
  const json = asciiJson(header)
  const headerBytes = json.length + (json.length % 2)
  const bytes = new Uint8Array(HEAT_PREFIX_BYTES + headerBytes + (steps.length + (before?.length ?? 0)) * 2)
  const view = new DataView(bytes.buffer)
  setText(bytes, 0, HEAT_MAGIC)
  view.setUint32(4, headerBytes, true)
  bytes.fill(0x20, HEAT_PREFIX_BYTES, HEAT_PREFIX_BYTES + headerBytes)
  setText(bytes, HEAT_PREFIX_BYTES, json)
  const begin = HEAT_PREFIX_BYTES + headerBytes
  for (let i = 0; i < steps.length; i++) view.setUint16(begin + 2 * i, steps[i]!, true)
  const next = begin + 2 * steps.length
  for (let i = 0; before && i < before.length; i++) view.setUint16(next + 2 * i, before[i]!, true)
  return bytes
}

/** JSON of which every character is one byte of UTF-8. */
function asciiJson(value: object): string {
  return JSON.stringify(value).replace(
    /[^ -~]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

function setText(bytes: Uint8Array, begin: number, text: string): void {
  for (let i = 0; i < text.length; i++) bytes[begin + i] = text.charCodeAt(i)
}
