const SIGNATURE_AND_HEADER = 8 + 25
const INCH_METERS = 0.0254

/**
 * Writes how many dots an inch a PNG has, so that it is printed at its size: a `pHYs` chunk after the header.
 * Throws when it is no PNG. Source: PNG (ISO/IEC 15948), 11.3.5.3 and annex D.
 */
export function withDensity(png: Uint8Array, dotsPerInch: number): Uint8Array<ArrayBuffer> {
  if (png.length < SIGNATURE_AND_HEADER || png[1] !== 0x50 || png[2] !== 0x4e || png[3] !== 0x47)
    throw new Error(`not a PNG: ${png.length} bytes`)
  const chunk = new DataView(new ArrayBuffer(21))
  const dotsPerMeter = Math.round(dotsPerInch / INCH_METERS)
  chunk.setUint32(0, 9)
  chunk.setUint32(4, 0x70485973)
  chunk.setUint32(8, dotsPerMeter)
  chunk.setUint32(12, dotsPerMeter)
  chunk.setUint8(16, 1)
  const bytes = new Uint8Array(chunk.buffer)
  chunk.setUint32(17, checksum(bytes.subarray(4, 17)))
  const result = new Uint8Array(png.length + bytes.length)
  result.set(png.subarray(0, SIGNATURE_AND_HEADER))
  result.set(bytes, SIGNATURE_AND_HEADER)
  result.set(png.subarray(SIGNATURE_AND_HEADER), SIGNATURE_AND_HEADER + bytes.length)
  return result
}

/** CRC-32 as PNG has it. */
function checksum(bytes: Uint8Array): number {
  let rest = 0xffffffff
  for (const byte of bytes) {
    rest ^= byte
    for (let bit = 0; bit < 8; bit++) rest = (rest >>> 1) ^ (rest & 1 ? 0xedb88320 : 0)
  }
  return (rest ^ 0xffffffff) >>> 0
}
