import type { Box, Position } from '#domain/contract/common.ts'
import type { StationLevel } from '#domain/contract/station.ts'
import type { Queryable } from '#server/db.types.ts'
import type { BaseKind } from './material.ts'

export interface CountyRow {
  name: string
  name_en: string
  demo: boolean
  time_zone: string
  attribution: string
  settings: unknown
  /** Moment of the newest change of its layers, milliseconds. */
  data_at: number
  /** Box of households and stations; null where there are none. */
  lived: Box | null
}

/** A county with the box its people live in; null when it is not on this server. */
export async function countyRow(db: Queryable, county: string): Promise<CountyRow | null> {
  const rows = await db.query<CountyRow>(
    `select c.name, c.name_en, c.demo, c.time_zone, c.attribution, c.settings,
       extract(epoch from greatest(c.created_at,
         (select max(at) from feed f where f.county = c.code and f.kind = 'layer')))::float8 * 1000 as data_at,
       (select case when count(*) > 0
          then array[st_xmin(st_extent(geom)), st_ymin(st_extent(geom)), st_xmax(st_extent(geom)), st_ymax(st_extent(geom))]::float8[] end
        from (select geom from building where county = c.code and households > 0
              union all select geom from station where county = c.code) as lived) as lived
     from county c where c.code = $1::text`,
    [county],
  )
  return rows[0] ?? null
}

interface BaseRow {
  kind: BaseKind
  class: string
  name: string
  geom: { type: 'MultiPolygon'; coordinates: Position[][][] } | { type: 'MultiLineString'; coordinates: Position[][] }
}

/** The base map inside a box, cut to it; detail below `toleranceDegrees` is left out. Buildings come only when asked for. */
export async function baseRows(
  db: Queryable,
  county: string,
  [west, south, east, north]: Box,
  toleranceDegrees: number,
  withBuildings: boolean,
): Promise<BaseRow[]> {
  return db.query<BaseRow>(
    `with frame as (
       select st_makeenvelope($2::float8, $3::float8, $4::float8, $5::float8, 4326) as box
     ), seen as (
       select 'green' as kind, kind as class, '' as name, geom, 3 as dimension from green, frame
         where county = $1::text and geom && box
       union all select 'water', kind, name, geom, 3 from water, frame where county = $1::text and geom && box
       union all select 'compound', kind, '', geom, 3 from compound, frame where county = $1::text and geom && box
       union all select 'building', kind, '', footprint, 3 from building, frame
         where $7::boolean and county = $1::text and footprint && box
       union all select 'road', class, name, geom, 2 from road, frame where county = $1::text and geom && box
       union all select 'area', level, name, st_boundary(geom), 2 from area, frame
         where county = $1::text and level = 'street' and geom && box
       union all select 'county', '', '', st_boundary(geom), 2 from county, frame where code = $1::text and geom && box
     ), cut as (
       select kind, class, name,
         st_multi(st_collectionextract(st_clipbybox2d(st_simplify(geom, $6::float8), box::box2d), dimension)) as geom
       from seen, frame
     )
     select kind, class, name, geom from cut where not st_isempty(geom)`,
    [county, west, south, east, north, toleranceDegrees, withBuildings],
  )
}

export interface PlaceRow {
  name: string
  longitude: number
  latitude: number
}

/** Names of the county's streets (the areas) inside a box, each at a point of what is seen of it. */
export async function placeRows(db: Queryable, county: string, [west, south, east, north]: Box): Promise<PlaceRow[]> {
  return db.query<PlaceRow>(
    `with seen as (
       select name, st_pointonsurface(st_collectionextract(st_clipbybox2d(geom,
         st_makeenvelope($2::float8, $3::float8, $4::float8, $5::float8, 4326)::box2d), 3)) as at
       from area where county = $1::text and level = 'street'
     )
     select name, st_x(at) as longitude, st_y(at) as latitude from seen where at is not null and not st_isempty(at)`,
    [county, west, south, east, north],
  )
}

interface StationRow extends PlaceRow {
  code: string
  level: StationLevel
  kind: string
  services: string[]
  hours: unknown
}

/** Stations, the highest level first. */
export async function stationRows(db: Queryable, county: string): Promise<StationRow[]> {
  return db.query<StationRow>(
    `select code, name, level, kind, services, hours, st_x(geom) as longitude, st_y(geom) as latitude from station where county = $1::text
      order by array_position(array['county', 'zone', 'community', 'grid', 'corner'], level), code`,
    [county],
  )
}

/** A scenario as it was last saved, as it is kept; null when the county has none of that id. */
export async function scenarioRow(
  db: Queryable,
  county: string,
  id: string,
): Promise<{ name: string; content: unknown } | null> {
  const rows = await db.query<{ name: string; content: unknown }>(
    `select s.name, v.content
     from scenario s join scenario_version v on v.county = s.county and v.scenario = s.id and v.version = s.version
     where s.county = $1::text and s.id = $2::text`,
    [county, id],
  )
  return rows[0] ?? null
}

/** Names of compounds by their codes. */
export async function compoundNames(
  db: Queryable,
  county: string,
  codes: readonly string[],
): Promise<Map<string, string>> {
  const rows = await db.query<{ code: string; name: string }>(
    'select code, name from compound where county = $1::text and code = any($2::text[])',
    [county, codes],
  )
  return new Map(rows.map(({ code, name }) => [code, name]))
}
