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
  expect(toWgs84('EPSG:2384')).toEqual({ ok: false, reason: 'datum-needs-parameters' })
  expect(toWgs84('EPSG:2436')).toEqual({ ok: false, reason: 'datum-needs-parameters' })
  expect(toWgs84('EPSG:999999')).toEqual({ ok: false, reason: 'unknown-crs' })
  expect(toWgs84('<script>')).toEqual({ ok: false, reason: 'unknown-crs' })
  expect(toWgs84('+proj=nothing')).toEqual({ ok: false, reason: 'unknown-crs' })
})
