import { deflateSync } from 'node:zlib'
import { write } from './codecs.ts'

/** A JPEG whose left half is red and whose right half is blue. */
export async function redBlueJpeg(width: number, height: number): Promise<Uint8Array<ArrayBuffer>> {
  const data = new Uint8ClampedArray(width * height * 4)
  for (let at = 0; at < data.length; at += 4) {
    const left = (at / 4) % width < width / 2
    data.set(left ? [255, 0, 0, 255] : [0, 0, 255, 255], at)
  }
  return write({ data, width, height })
}

/** The same JPEG as a phone held upright writes it: to be turned a quarter to the right, with the place it was taken at. */
export function withPlaceAndTurn(jpeg: Uint8Array): Uint8Array<ArrayBuffer> {
  const exif = exifOf()
  const length = exif.length + 2
  return new Uint8Array([...jpeg.subarray(0, 2), 0xff, 0xe1, length >> 8, length & 255, ...exif, ...jpeg.subarray(2)])
}

const SHORT = 3
const LONG = 4
const RATIONAL = 5

/** Exif, big-endian: orientation 6, and 37 degrees 48 minutes north in a GPS directory. */
function exifOf(): Uint8Array {
  const bytes = new Uint8Array(6 + 8 + 2 + 24 + 4 + 2 + 24 + 4 + 24)
  const view = new DataView(bytes.buffer)
  bytes.set(new TextEncoder().encode('Exif\0\0MM\0*'))
  const tiff = 6
  view.setUint32(tiff + 4, 8)
  view.setUint16(tiff + 8, 2)
  const entry = (at: number, tag: number, type: number, count: number) => {
    view.setUint16(at, tag)
    view.setUint16(at + 2, type)
    view.setUint32(at + 4, count)
  }
  entry(tiff + 10, 0x0112, SHORT, 1)
  view.setUint16(tiff + 18, 6)
  entry(tiff + 22, 0x8825, LONG, 1)
  view.setUint32(tiff + 30, 38)
  view.setUint16(tiff + 38, 2)
  entry(tiff + 40, 1, 2, 2)
  bytes.set(new TextEncoder().encode('N\0'), tiff + 48)
  entry(tiff + 52, 2, RATIONAL, 3)
  view.setUint32(tiff + 60, 68)
  for (const [index, value] of [37, 1, 48, 1, 0, 1].entries()) view.setUint32(tiff + 68 + index * 4, value)
  return bytes
}

/** A PNG that says it has so many pixels, with these bytes packed in it, whatever they are. */
export function pngOf(width: number, height: number, packed: Uint8Array): Uint8Array<ArrayBuffer> {
  const header = new Uint8Array(13)
  const view = new DataView(header.buffer)
  view.setUint32(0, width)
  view.setUint32(4, height)
  header.set([8, 2, 0, 0, 0], 8)
  const start = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
  const parts = [
    chunk('IHDR', header),
    chunk('IDAT', new Uint8Array(deflateSync(packed))),
    chunk('IEND', new Uint8Array()),
  ]
  return new Uint8Array(Buffer.concat([new Uint8Array(start), ...parts]))
}

function chunk(name: string, content: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(12 + content.length)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, content.length)
  bytes.set(new TextEncoder().encode(name), 4)
  bytes.set(content, 8)
  view.setUint32(8 + content.length, checksum(bytes.subarray(4, 8 + content.length)))
  return bytes
}

/** CRC-32 as PNG has it. */
function checksum(bytes: Uint8Array): number {
  let sum = 0xffffffff
  for (const byte of bytes) {
    sum ^= byte
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1
  }
  return (sum ^ 0xffffffff) >>> 0
}
