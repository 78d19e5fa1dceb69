import { unzipSync } from 'fflate'
import proj4 from 'proj4'
import initSqlJs from 'sql.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readShapefile } from '#domain/plan-file/shapefile.ts'
import { parseGeometry } from '#server/postgis-types/index.ts'
import { withDatabase } from '#server/test-support/database.ts'
import { type ServedRoutes, serveRoutes } from '#server/test-support/serve-routes.ts'
import { createSmallCounty, SMALL_COUNTY } from '#server/test-support/small-county.ts'
import { encodings } from './encodings.ts'
import { planFileRoutes } from './plan-file.route.ts'

describe('grids to take along', () => {
  const database = withDatabase()
  let served: ServedRoutes
  beforeAll(async () => {
    await createSmallCounty(database.db)
    await database.db.query(
      `update grid set geom = st_multi(st_geomfromtext(
         'POLYGON((120 37, 120.1 37, 120.1000001 37.0500003, 120.1 37.1, 120 37.1, 120 37))', 4326))
       where code = '370699001001001'`,
    )
    served = await serveRoutes(database.db, planFileRoutes, new Date('2026-11-20T04:00:00Z'))
  })
  afterAll(() => served.close())

  const bytesOf = async (rest: string) => {
    const response = await served.fetch(`/api/grid-file?county=${SMALL_COUNTY}&${rest}`)
    expect(response.status).toBe(200)
    return { bytes: new Uint8Array(await response.arrayBuffer()), response }
  }
  const stored = async () => {
    const rows = await database.db.query<{ code: string; name: string; geom: { coordinates: unknown } }>(
      'select code, name, geom from grid where valid_to is null order by code',
    )
    return rows.map(({ code, name, geom }) => ({ code, name, polygons: geom.coordinates }))
  }
  /** A ring has no beginning: turned so that it starts at its smallest point. */
  const lattice = (places: readonly (readonly number[])[]) =>
    places.map(([x, y]) => `${Math.round(x! * 1e7)},${Math.round(y! * 1e7)}`).sort()

  it('as GeoJSON: the stored places to the bit, every level', async () => {
    const { bytes, response } = await bytesOf('format=geojson')
    const { features } = JSON.parse(new TextDecoder().decode(bytes))
    expect(features.map((one: { properties: { level: string } }) => one.properties.level)).toEqual([
      'grid',
      'grid',
      'micro_grid',
      'micro_grid',
    ])
    expect(
      features
        .slice(0, 2)
        .map((one: { properties: { code: string; name: string }; geometry: { coordinates: unknown } }) => ({
          code: one.properties.code,
          name: one.properties.name,
          polygons: one.geometry.coordinates,
        })),
    ).toEqual(await stored())
    expect(response.headers.get('content-disposition')).toContain('grids-370699-2026-11-20.geojson')
  })

  it.each(['GBK', 'UTF-8'] as const)('as a shapefile in %s: names and places come back to the bit', async (name) => {
    const files = unzipSync((await bytesOf(`format=shapefile&encoding=${name}`)).bytes)
    const text = (file: string) => Buffer.from(files[file]!).toString('latin1')
    expect(text('grid.cpg')).toBe(name)
    expect(text('grid.prj')).toContain('CGCS2000')
    const read = readShapefile({ shp: files['grid.shp']!, dbf: files['grid.dbf']! }, encodings[name])
    if (!read.ok) throw new Error(read.reason)
    const known = await stored()
    expect(read.areas.map(({ row }) => [row.CODE, row.NAME])).toEqual(known.map((one) => [one.code, one.name]))
    for (const [i, { polygons }] of read.areas.entries())
      expect(lattice(polygons[0]![0]!)).toEqual(lattice((known[i]!.polygons as number[][][][])[0]![0]!))
  })

  it('in metres of the zone around them: back within one step of the lattice', async () => {
    const files = unzipSync((await bytesOf('format=shapefile&system=gauss-kruger')).bytes)
    expect(Buffer.from(files['grid.prj']!).toString()).toContain('CGCS2000_3_Degree_GK_CM_120E')
    const read = readShapefile({ shp: files['grid.shp']!, dbf: files['grid.dbf']! }, encodings['UTF-8'])
    if (!read.ok) throw new Error(read.reason)
    const back = proj4(
      '+proj=tmerc +lat_0=0 +lon_0=120 +k=1 +x_0=500000 +y_0=0 +ellps=GRS80 +units=m +no_defs',
      '+proj=longlat +ellps=GRS80 +no_defs',
    )
    const known = (await stored())[0]!.polygons as number[][][][]
    const places = read.areas[0]!.polygons[0]![0]!.toReversed()
    expect(read.areas[0]!.polygons[0]![0]![0]![0]).toBeGreaterThan(400_000)
    const off = places.map((place) => {
      const [x, y] = back.forward([...place]) as [number, number]
      return Math.min(...known[0]![0]!.map((one) => Math.max(Math.abs(one[0]! - x), Math.abs(one[1]! - y)) * 1e7))
    })
    expect(Math.max(...off)).toBeLessThan(1)
  })

  it('as a GeoPackage: tables, system and places as the standard has them', async () => {
    const { bytes } = await bytesOf('format=geopackage')
    const { Database } = await initSqlJs()
    const db = new Database(bytes)
    const one = (sql: string) => db.exec(sql)[0]!.values
    expect(one('pragma application_id')).toEqual([[0x47504b47]])
    expect(one('select table_name, srs_id from gpkg_contents order by 1')).toEqual([
      ['grid', 4490],
      ['micro_grid', 4490],
    ])
    const rows = one('select code, name, geom from grid order by code')
    const read = rows.map(([code, name, geom]) => ({
      code,
      name,
      polygons: (parseGeometry(Buffer.from((geom as Uint8Array).subarray(8))) as { coordinates: unknown }).coordinates,
    }))
    expect(read).toEqual(await stored())
    db.close()
  })

  it('as a spreadsheet: a zip that says what it is', async () => {
    const { bytes } = await bytesOf('format=xlsx')
    const files = unzipSync(bytes)
    const sheet = new TextDecoder().decode(files['xl/worksheets/sheet1.xml'])
    const words = sheet + new TextDecoder().decode(files['xl/sharedStrings.xml'] ?? new Uint8Array())
    expect(words).toContain('370699001001001')
    expect(words).toContain('安泰社区第一网格')
  })

  it('refuses what it does not know in words', async () => {
    const ask = async (rest: string) => (await served.ask(`/api/grid-file?${rest}`)).body
    expect(await ask('county=370699&format=dxf')).toMatchObject({ status: 400, code: 'invalid-request' })
    expect(await ask('county=370699&format=xlsx&scope=9')).toMatchObject({ status: 404, code: 'unknown-area' })
    expect(await ask('county=370698&format=xlsx')).toMatchObject({ status: 404, code: 'unknown-county' })
  })
})
