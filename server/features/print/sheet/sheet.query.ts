import type { Box, Position } from '#domain/contract/common.ts'
import type { Queryable } from '#server/db.types.ts'

interface FeatureRow {
  layer: string
  kind: string
  name: string
  walled: boolean
  geom: { type: 'MultiPolygon'; coordinates: Position[][][] } | { type: 'MultiLineString'; coordinates: Position[][] }
}

/** The ground of the map inside a box, cut to it: what its tiles hold there. Detail below `toleranceDegrees` is left out. */
export async function groundFeatureRows(
  db: Queryable,
  county: string,
  [west, south, east, north]: Box,
  toleranceDegrees: number,
): Promise<FeatureRow[]> {
  return db.query<FeatureRow>(
    `with frame as (
       select st_makeenvelope($2::float8, $3::float8, $4::float8, $5::float8, 4326) as box
     ), seen as (
       select 'green' as layer, kind, name, false as walled, geom, 3 as dimension from green, frame
         where county = $1::text and geom && box
       union all select 'water', kind, name, false, geom, 3 from water, frame where county = $1::text and geom && box
       union all select 'compound', kind, name, walled, geom, 3 from compound, frame where county = $1::text and geom && box
       union all select 'building', kind, name, false, footprint, 3 from building, frame
         where county = $1::text and footprint && box
       union all select 'road', class, name, false, geom, 2 from road, frame where county = $1::text and geom && box
       union all select 'area', level, name, false, st_boundary(geom), 2 from area, frame
         where county = $1::text and geom && box
       union all select 'area', 'county', '', false, st_boundary(geom), 2 from county, frame
         where code = $1::text and geom && box
     ), cut as (
       select layer, kind, name, walled,
         st_multi(st_collectionextract(st_clipbybox2d(st_simplify(geom, $6::float8, true), box::box2d), dimension)) as geom
       from seen, frame
     )
     select layer, kind, name, walled, geom from cut where not st_isempty(geom)`,
    [county, west, south, east, north, toleranceDegrees],
  )
}

export interface SheetStationRow {
  name: string
  longitude: number
  latitude: number
}

/** Stations inside a box. */
export async function sheetStationRows(db: Queryable, county: string, box: Box): Promise<SheetStationRow[]> {
  return db.query<SheetStationRow>(
    `select name, st_x(geom) as longitude, st_y(geom) as latitude from station
     where county = $1::text and geom && st_makeenvelope($2::float8, $3::float8, $4::float8, $5::float8, 4326)
     order by array_position(array['county', 'zone', 'community', 'grid', 'corner'], level), code`,
    [county, ...box],
  )
}

export interface SheetCommunityRow {
  code: string
  name: string
  street: string
  path: string
}

/** Communities in an area (its path), in order of their codes. */
export async function sheetCommunityRows(db: Queryable, county: string, path: string): Promise<SheetCommunityRow[]> {
  return db.query<SheetCommunityRow>(
    `select a.code, a.name, coalesce(s.name, '') as street, a.path
     from area a
     left join area s on s.county = a.county and s.code = a.parent and s.level = 'street'
     where a.county = $1::text and a.level = 'community' and starts_with(a.path, $2::text)
     order by a.code`,
    [county, path],
  )
}
