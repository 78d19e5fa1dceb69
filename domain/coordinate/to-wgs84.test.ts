import fc from 'fast-check'
import proj4 from 'proj4'
import { expect, test } from 'vitest'
import { toWgs84 } from './to-wgs84.ts'

test('WGS 84 and CGCS2000 pass through unchanged', () => {
  for (const crs of ['EPSG:4326', 'EPSG:4490', 'urn:ogc:def:crs:OGC:1.3:CRS84']) {
    const known = toWgs84(crs)
    expect(known.ok && known.convert(120.75, 37.8)).toEqual([120.75, 37.8])
  }
})

test('Gauss-Kruger with and without zone number land on the same ground', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 116, max: 118, noNaN: true }),
      fc.double({ min: 20, max: 45, noNaN: true }),
      (longitude, latitude) => {
        const [x, y] = proj4('+proj=tmerc +lon_0=117 +x_0=500000 +ellps=GRS80', [longitude, latitude]) as [
          number,
          number,
        ]
        const byMeridian = toWgs84('EPSG:4548')
        const byZone = toWgs84('EPSG:4527')
        if (!byMeridian.ok || !byZone.ok) throw new Error('known systems were refused')
        expect(byMeridian.convert(x, y)[0]).toBeCloseTo(longitude, 8)
        expect(byMeridian.convert(x, y)[1]).toBeCloseTo(latitude, 8)
        expect(byZone.convert(x + 39_000_000, y)[0]).toBeCloseTo(longitude, 8)
      },
    ),
  )
})

test('old Chinese datums are refused by name, nonsense as unknown', () => {
  const refused = (datum: string) => ({ ok: false, reason: 'datum-needs-parameters', datum })
  expect(toWgs84('EPSG:2384')).toEqual(refused('Xian 1980'))
  expect(toWgs84('EPSG:2436')).toEqual(refused('Beijing 1954'))
  expect(toWgs84('Beijing 1954')).toEqual(refused('Beijing 1954'))
  expect(toWgs84('+proj=tmerc +lon_0=117 +ellps=krass')).toEqual(refused('Beijing 1954'))
  expect(toWgs84('EPSG:999999')).toEqual({ ok: false, reason: 'unknown-crs' })
  expect(toWgs84('<script>')).toEqual({ ok: false, reason: 'unknown-crs' })
  expect(toWgs84('+proj=nothing')).toEqual({ ok: false, reason: 'unknown-crs' })
})

test('an old datum is taken with the parameters of the place, and is then off by them', () => {
  const shift = [-24, 123, 94]
  const known = toWgs84('EPSG:2384', { datumShift: shift })
  const unshifted = toWgs84('EPSG:4548')
  if (!known.ok || !unshifted.ok) throw new Error('refused')
  const [longitude, latitude] = known.convert(523_554, 3_131_132)
  const [plain, plainLatitude] = unshifted.convert(523_554, 3_131_132)
  const meters = Math.hypot((longitude - plain) * 98_000, (latitude - plainLatitude) * 111_000)
  expect(meters).toBeGreaterThan(20)
  expect(meters).toBeLessThan(300)
})

test('coordinates shifted by law are moved back only with consent', () => {
  expect(toWgs84('GCJ-02')).toEqual({ ok: false, reason: 'shifted-needs-consent' })
  for (const crs of ['GCJ-02', 'BD-09']) {
    const known = toWgs84(crs, { acceptShifted: true })
    if (!known.ok) throw new Error('refused')
    const [longitude, latitude] = known.convert(116.404, 39.915)
    const meters = Math.hypot((longitude - 116.404) * 85_400, (latitude - 39.915) * 111_200)
    expect(meters).toBeGreaterThan(300)
    expect(meters).toBeLessThan(2_000)
  }
})
