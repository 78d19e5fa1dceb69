import { describe, expect, it } from 'vitest'
import { withDatabase } from '#server/test-support/database.ts'
import { type Geometry, writeEwkbHex } from './index.ts'

const everyKind: [Geometry['type'], string][] = [
  ['Point', 'POINT(120.5 37.5)'],
  ['LineString', 'LINESTRING(120 37, 121 38)'],
  ['Polygon', 'POLYGON((0 0, 4 0, 4 4, 0 4, 0 0), (1 1, 2 1, 2 2, 1 2, 1 1))'],
  ['MultiPoint', 'MULTIPOINT((1 2), (3 4))'],
  ['MultiLineString', 'MULTILINESTRING((1 2, 3 4), (5 6, 7 8))'],
  ['MultiPolygon', 'MULTIPOLYGON(((0 0, 1 0, 1 1, 0 0)), ((5 5, 6 5, 6 6, 5 5)))'],
  ['GeometryCollection', 'GEOMETRYCOLLECTION(POINT(1 2), LINESTRING(1 2, 3 4))'],
]

describe('columns of PostGIS', () => {
  const database = withDatabase()

  it.each(everyKind)('arrive as PostGIS itself would write them in GeoJSON: %s', async (type, text) => {
    const [row] = await database.db.query<{ geom: Geometry; geog: Geometry; json: Geometry }>(
      `select st_geomfromtext($1::text, 4326) as geom, st_geomfromtext($1::text, 4326)::geography as geog,
         st_asgeojson(st_geomfromtext($1::text, 4326), 15, 0)::jsonb as json`,
      [text],
    )
    expect(row?.geom.type).toBe(type)
    expect(row?.geom).toEqual(row?.json)
    expect(row?.geog).toEqual(row?.json)
  })

  it.each(everyKind)('take back what was read, to the bit: %s', async (_type, text) => {
    const [read] = await database.db.query<{ geom: Geometry }>('select st_geomfromtext($1::text, 4326) as geom', [text])
    const [row] = await database.db.query<{ same: boolean; srid: number }>(
      `select st_geomfromtext($1::text, 4326)::bytea = $2::geometry::bytea as same, st_srid($2::geometry) as srid`,
      [text, writeEwkbHex(read!.geom)],
    )
    expect(row).toEqual({ same: true, srid: 4326 })
  })

  it('arrive with heights, and null as null', async () => {
    const [row] = await database.db.query(`select st_makepoint(1, 2, 3) as high, null::geometry as nothing`)
    expect(row).toEqual({ high: { type: 'Point', coordinates: [1, 2, 3] }, nothing: null })
  })
})
