import type { TextEncoding } from '#domain/import/decide-encoding.ts'

const labels: Record<TextEncoding, string> = { 'UTF-8': 'utf-8', GB18030: 'gb18030', 'UTF-16LE': 'utf-16le' }

const strict = Object.fromEntries(
  Object.entries(labels).map(([encoding, label]) => [encoding, new TextDecoder(label, { fatal: true })]),
) as Record<TextEncoding, TextDecoder>

/** Bytes to text, strictly, a character cut at the end left out; null where a byte cannot be of the encoding. */
export function decodeStrictly(bytes: Uint8Array, encoding: TextEncoding): string | null {
  // no character of the encodings takes more than four bytes: up to three may be the beginning of a cut one
  for (let cut = 0; cut <= Math.min(3, bytes.length); cut++) {
    try {
      return strict[encoding].decode(cut === 0 ? bytes : bytes.subarray(0, bytes.length - cut))
    } catch {
      if (cut === 0 && !endsBeyondAscii(bytes)) return null
    }
  }
  return null
}

export function decodesStrictly(bytes: Uint8Array, encoding: TextEncoding): boolean {
  return decodeStrictly(bytes, encoding) !== null
}

function endsBeyondAscii(bytes: Uint8Array): boolean {
  return bytes.length > 0 && bytes.subarray(-3).some((byte) => byte > 0x7f)
}
