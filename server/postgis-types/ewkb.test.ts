import fc from 'fast-check'
import type { Position } from 'geojson'
import { describe, expect, it } from 'vitest'
import { type Geometry, parseEwkb, parseGeometry, writeEwkb, writeEwkbHex } from './index.ts'

const degree = fc.double({ min: -180, max: 180, noNaN: true, noDefaultInfinity: true }).map((value) => value + 0)

/** Any geometry whose positions all have `size` numbers. */
function anyGeometry(size: 2 | 3): fc.Arbitrary<Geometry> {
  const position: fc.Arbitrary<Position> = fc.array(degree, { minLength: size, maxLength: size })
  const line = fc.array(position, { maxLength: 6 })
  const rings = fc.array(line, { maxLength: 3 })
  const { geometry } = fc.letrec<{ geometry: Geometry }>((tie) => ({
    geometry: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      position.map((coordinates): Geometry => ({ type: 'Point', coordinates })),
      line.map((coordinates): Geometry => ({ type: 'LineString', coordinates })),
      rings.map((coordinates): Geometry => ({ type: 'Polygon', coordinates })),
      line.map((coordinates): Geometry => ({ type: 'MultiPoint', coordinates })),
      rings.map((coordinates): Geometry => ({ type: 'MultiLineString', coordinates })),
      fc.array(rings, { maxLength: 3 }).map((coordinates): Geometry => ({ type: 'MultiPolygon', coordinates })),
      fc
        .array(tie('geometry'), { maxLength: 3 })
        .map((geometries): Geometry => ({ type: 'GeometryCollection', geometries })),
    ),
  }))
  return geometry
}

const hexOf = (bytes: number[], ...numbers: number[]): string => {
  const doubles = Buffer.alloc(numbers.length * 8)
  for (const [index, value] of numbers.entries()) doubles.writeDoubleLE(value, index * 8)
  return Buffer.concat([Buffer.from(bytes), doubles]).toString('hex')
}

describe('EWKB', () => {
  it('read after written is the same geometry and SRID, flat or with heights', () => {
    const anySrid = fc.integer({ min: 0, max: 999_999 })
    fc.assert(
      fc.property(fc.oneof(anyGeometry(2), anyGeometry(3)), anySrid, (geometry, srid) => {
        expect(parseEwkb(writeEwkb(geometry, srid))).toEqual({ geometry, srid })
        expect(parseEwkb(writeEwkbHex(geometry, srid))).toEqual({ geometry, srid })
      }),
    )
  })

  it('reads what PostGIS writes for a point in 4326', () => {
    // select st_setsrid(st_makepoint(120.75, 37.5), 4326)
    const hex = '0101000020E61000000000000000305E400000000000C04240'
    expect(parseEwkb(hex)).toEqual({ geometry: { type: 'Point', coordinates: [120.75, 37.5] }, srid: 4326 })
    expect(writeEwkbHex({ type: 'Point', coordinates: [120.75, 37.5] })).toBe(hex)
  })

  it('reads big-endian bytes, and no SRID as null', () => {
    const hex = '00000000013FF00000000000004000000000000000'
    expect(parseEwkb(hex)).toEqual({ geometry: { type: 'Point', coordinates: [1, 2] }, srid: null })
  })

  it('reads Z, M and ZM by flag and by ISO number', () => {
    const flagged = (flag: number) => [1, 1, 0, 0, flag]
    expect(parseGeometry(hexOf(flagged(0x80), 1, 2, 3))).toEqual({ type: 'Point', coordinates: [1, 2, 3] })
    expect(parseGeometry(hexOf(flagged(0x40), 1, 2, 9))).toEqual({ type: 'Point', coordinates: [1, 2, 9] })
    expect(parseGeometry(hexOf(flagged(0xc0), 1, 2, 3, 9))).toEqual({ type: 'Point', coordinates: [1, 2, 3, 9] })
    const iso = (code: number) => [1, code & 0xff, code >> 8, 0, 0]
    expect(parseGeometry(hexOf(iso(1001), 1, 2, 3))).toEqual({ type: 'Point', coordinates: [1, 2, 3] })
    expect(parseGeometry(hexOf(iso(3001), 1, 2, 3, 9))).toEqual({ type: 'Point', coordinates: [1, 2, 3, 9] })
  })

  it('keeps emptiness: an empty point has no coordinates', () => {
    const empty: Geometry = { type: 'Point', coordinates: [] }
    expect(parseGeometry(writeEwkb(empty))).toEqual(empty)
    const inside: Geometry = { type: 'GeometryCollection', geometries: [empty, { type: 'Polygon', coordinates: [] }] }
    expect(parseGeometry(writeEwkb(inside))).toEqual(inside)
  })

  it('throws on any bytes that are cut short, naming the value and the byte', () => {
    fc.assert(
      fc.property(anyGeometry(2), fc.nat(), (geometry, seed) => {
        const bytes = writeEwkb(geometry)
        const cut = bytes.subarray(0, seed % bytes.length)
        expect(() => parseEwkb(cut)).toThrow(/^EWKB '[0-9a-f]*…?': .+ at byte \d+$/)
      }),
    )
  })

  it('never fails otherwise than with a RangeError, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        try {
          parseEwkb(bytes)
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError)
        }
      }),
      { numRuns: 2000 },
    )
  })

  it.each([
    ['text that is no hexadecimal', 'POINT(1 2)', "EWKB 'POINT(1 2)': not hexadecimal"],
    ['nothing', '', "EWKB '': ends early"],
    ['a third byte order', '02', 'byte order 2, expected 0 or 1'],
    ['a curve', `01${'08000000'}`, 'unknown geometry type 8'],
    ['bytes after the end', `${hexOf([1, 1, 0, 0, 0], 1, 2)}00`, '1 bytes after the end'],
    ['a count that asks for gigabytes', '0102000000FFFFFFFF', '4294967295 announced, too few bytes left'],
    [
      'a point inside a MultiPolygon',
      `010600000001000000${hexOf([1, 1, 0, 0, 0], 1, 2)}`,
      'Point inside a MultiPolygon',
    ],
    ['endless nesting', '010700000001000000'.repeat(100), 'nested deeper than 32'],
  ])('refuses %s', (_what, hex, message) => {
    expect(() => parseEwkb(hex)).toThrow(message)
    expect(() => parseEwkb(hex)).toThrow(RangeError)
  })

  it('refuses to write positions that are not finite or not all of one size', () => {
    expect(() => writeEwkb({ type: 'Point', coordinates: [Number.NaN, 1] })).toThrow('position [null,1]')
    expect(() =>
      writeEwkb({
        type: 'LineString',
        coordinates: [
          [1, 2],
          [1, 2, 3],
        ],
      }),
    ).toThrow('position [1,2,3]: expected 2')
    expect(() => writeEwkb({ type: 'Point', coordinates: [1] })).toThrow('a position of 1 numbers')
  })
})
