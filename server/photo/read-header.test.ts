import { gzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { readHeader } from './read-header.ts'
import { pngOf, redBlueJpeg, withPlaceAndTurn } from './test-photos.ts'

const bytesOf = (text: string) => new TextEncoder().encode(text)

it('a JPEG and a PNG are told by their own bytes, with their pixels', async () => {
  expect(readHeader(await redBlueJpeg(64, 48))).toEqual({ ok: true, type: 'jpeg', width: 64, height: 48 })
  expect(readHeader(pngOf(3, 2, new Uint8Array(20)))).toEqual({ ok: true, type: 'png', width: 3, height: 2 })
})

it('drawings, pages, archives and plain text are no photos, whatever they are called', () => {
  const others = [
    '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    '<!doctype html><script>alert(1)</script>',
    'PK\u0003\u0004 and more',
    'GIF89a....',
    '',
  ]
  for (const other of others) expect(readHeader(bytesOf(other))).toEqual({ ok: false, reason: 'not-a-photo' })
  expect(readHeader(new Uint8Array(gzipSync(new Uint8Array(1_000))))).toEqual({ ok: false, reason: 'not-a-photo' })
})

it('a photo cut anywhere is refused as truncated, one that only begins as a photo as well', async () => {
  const whole = withPlaceAndTurn(await redBlueJpeg(64, 48))
  for (const share of [0.02, 0.3, 0.6, 0.9])
    expect(readHeader(whole.subarray(0, Math.floor(whole.length * share)))).toMatchObject({ reason: 'photo-truncated' })
  const png = pngOf(3, 2, new Uint8Array(20))
  expect(readHeader(png.subarray(0, png.length - 12))).toMatchObject({ reason: 'photo-truncated' })
  expect(readHeader(bytesOf('RIFF\u00ff\u00ff\u0000\u0000WEBPVP8 '))).toMatchObject({ ok: false })
})

it('more than fifty megapixels are refused by what the header says, before anything is unpacked', () => {
  const started = performance.now()
  expect(readHeader(pngOf(60_000, 60_000, new Uint8Array(1_000)))).toEqual({ ok: false, reason: 'photo-too-large' })
  expect(performance.now() - started).toBeLessThan(1_000)
})

it('noise behind the first words of a photo never throws', () => {
  let seed = 7
  const random = () => {
    seed = (seed * 48_271) % 2_147_483_647
    return seed & 255
  }
  const starts = [
    [0xff, 0xd8, 0xff, 0xe0],
    [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
    [...bytesOf('RIFF1234WEBPVP8L')],
  ]
  for (const start of starts)
    for (let round = 0; round < 300; round++) {
      const noise = Uint8Array.from({ length: round }, random)
      expect(readHeader(new Uint8Array([...start, ...noise])).ok).toBeTypeOf('boolean')
    }
})
