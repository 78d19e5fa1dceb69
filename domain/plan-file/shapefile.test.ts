import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cutText } from './cut-text.ts'
import type { FileArea } from './plan-layer.ts'
import { type Encoding, readShapefile, writeShapefile } from './shapefile.ts'

// the test's own letters: two bytes for what is not ASCII, as in GBK
const utf8: Encoding = {
  name: 'UTF-8',
  encode: (text) => Uint8Array.from(unescape(encodeURIComponent(text)), (letter) => letter.charCodeAt(0)),
  decode: (bytes) => decodeURIComponent(escape(String.fromCharCode(...bytes))),
}
const area = (code: string, name: string, west: number): FileArea => ({
  code,
  name,
  parent: '370699001001',
  kind: 'base',
  polygons: [
    [
      [
        [west, 37],
        [west + 0.0123457, 37.0000001],
        [west + 0.01, 37.01],
        [west, 37],
      ],
      [
        [west + 0.004, 37.002],
        [west + 0.005, 37.004],
        [west + 0.006, 37.002],
        [west + 0.004, 37.002],
      ],
    ],
  ],
})
const layer = { name: 'grid' as const, areas: [area('A', '安泰社区第一网格', 120), area('B', '', 120.1)] }

describe('shapefiles', () => {
  it('come back as they went out, to the bit', () => {
    const files = writeShapefile(layer, utf8)
    const read = readShapefile(files, utf8)
    expect(read.ok && read.areas.map(({ polygons, row }) => ({ polygons, ...row }))).toEqual(
      layer.areas.map(({ polygons, code, name, parent, kind }) => ({
        polygons,
        CODE: code,
        NAME: name,
        PARENT: parent,
        KIND: kind,
      })),
    )
    expect(utf8.decode(files.cpg)).toBe('UTF-8')
    expect(files.shx.length).toBe(100 + 8 * 2)
  })

  it('that are cut anywhere are refused, never read beyond their end', () => {
    const { shp, dbf } = writeShapefile(layer, utf8)
    for (let length = 0; length < shp.length; length += 7) {
      const read = readShapefile({ shp: shp.subarray(0, length), dbf }, utf8)
      if (length === 100) continue
      expect([length, read.ok && read.areas.length === 2]).toEqual([length, false])
    }
    for (let length = 0; length < dbf.length - 1; length += 7)
      expect(readShapefile({ shp, dbf: dbf.subarray(0, length) }, utf8)).toMatchObject({ ok: false, part: 'dbf' })
  })

  it('of points are refused', () => {
    const { shp, dbf } = writeShapefile(layer, utf8)
    new DataView(shp.buffer).setInt32(108, 1, true)
    expect(readShapefile({ shp, dbf }, utf8)).toEqual({ ok: false, reason: 'not-polygons', part: 'shp' })
  })
})

describe('names in a narrow column', () => {
  it('are cut on whole characters', () => {
    expect(utf8.decode(cutText('网格一', 7, utf8.encode))).toBe('网格')
    expect(utf8.decode(cutText('网格一', 9, utf8.encode))).toBe('网格一')
    expect(utf8.decode(cutText('网', 2, utf8.encode))).toBe('')
  })

  it('law: what is left is the beginning of the text, and one character more would not fit', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), fc.integer({ min: 0, max: 60 }), (text, most) => {
        const cut = utf8.decode(cutText(text, most, utf8.encode))
        expect(text.startsWith(cut)).toBe(true)
        const next = [...text.slice(cut.length)][0]
        if (next !== undefined) expect(utf8.encode(cut + next).length).toBeGreaterThan(most)
      }),
      { seed: 3, numRuns: 300 },
    )
  })
})
