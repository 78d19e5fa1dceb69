import { crc32, deflateSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { withDensity } from './png-density.ts'

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

const pixel = Buffer.concat([
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  chunk('IHDR', Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])),
  chunk('IDAT', deflateSync(Buffer.from([0, 255]))),
  chunk('IEND', Buffer.alloc(0)),
])

it('says 300 dots an inch in a chunk of its own, with the checksum of zlib, and leaves the rest alone', () => {
  const result = Buffer.from(withDensity(pixel, 300))
  const expected = chunk('pHYs', Buffer.from([0, 0, 0x2e, 0x23, 0, 0, 0x2e, 0x23, 1]))
  expect(result.subarray(33, 54)).toEqual(expected)
  expect(Buffer.concat([result.subarray(0, 33), result.subarray(54)])).toEqual(pixel)
})

it('refuses what is no PNG', () => {
  expect(() => withDensity(new Uint8Array(60), 300)).toThrow('60 bytes')
})
