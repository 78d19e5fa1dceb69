import { imageSize } from 'image-size'

export const MOST_MEGAPIXELS = 50

export type PhotoType = 'jpeg' | 'png' | 'webp'

/** Why bytes are taken for no photo. */
export type PhotoRefusal = 'not-a-photo' | 'photo-truncated' | 'photo-too-large' | 'photo-unreadable'

export type Header = { ok: true; type: PhotoType; width: number; height: number } | { ok: false; reason: PhotoRefusal }

/**
 * What bytes are, by their own first and last words, before anything is decoded: type, pixels, and whether the end is
 * there. What a browser or a name said of them counts for nothing.
 */
export function readHeader(bytes: Uint8Array): Header {
  const type = typeOf(bytes)
  if (type === null) return { ok: false, reason: 'not-a-photo' }
  if (!endsWhole[type](bytes)) return { ok: false, reason: 'photo-truncated' }
  const size = sizeOf(bytes)
  if (size === null || size.width < 1 || size.height < 1) return { ok: false, reason: 'photo-unreadable' }
  if (size.width * size.height > MOST_MEGAPIXELS * 1_000_000) return { ok: false, reason: 'photo-too-large' }
  return { ok: true, type, ...size }
}

function typeOf(bytes: Uint8Array): PhotoType | null {
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return 'jpeg'
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'png'
  if (textAt(bytes, 0) === 'RIFF' && textAt(bytes, 8) === 'WEBP') return 'webp'
  return null
}

function sizeOf(bytes: Uint8Array): { width: number; height: number } | null {
  try {
    const { width, height } = imageSize(bytes)
    return { width, height }
  } catch {
    return null
  }
}

const endsWhole: Record<PhotoType, (bytes: Uint8Array) => boolean> = { jpeg: jpegEnds, png: pngEnds, webp: webpEnds }

const START_OF_SCAN = 0xda
const END_OF_IMAGE = 0xd9

/** Walks the segments to the first scan; after it, an end-of-image marker must come: scans escape every 0xFF of theirs. */
function jpegEnds(bytes: Uint8Array): boolean {
  const view = viewOf(bytes)
  let at = 2
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) return false
    const marker = bytes[at + 1]
    if (marker === 0xff) {
      at += 1
      continue
    }
    at += 2 + view.getUint16(at + 2)
    if (marker === START_OF_SCAN) break
  }
  for (let next = bytes.indexOf(0xff, at); next !== -1; next = bytes.indexOf(0xff, next + 1))
    if (bytes[next + 1] === END_OF_IMAGE) return true
  return false
}

function pngEnds(bytes: Uint8Array): boolean {
  const view = viewOf(bytes)
  let at = 8
  while (at + 12 <= bytes.length) {
    if (textAt(bytes, at + 4) === 'IEND') return true
    at += 12 + view.getUint32(at)
  }
  return false
}

function webpEnds(bytes: Uint8Array): boolean {
  return bytes.length >= 20 && bytes.length >= 8 + viewOf(bytes).getUint32(4, true)
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte)
}

/** Four letters at a place. */
function textAt(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4))
}
