import type { Position } from '#domain/contract/common.ts'
import type { StationLevel } from '#domain/contract/station.ts'
import type { Queryable } from '#server/db.types.ts'

/** Settings of a county; null when the county is not on this server. */
export async function countySettingsRow(db: Queryable, county: string): Promise<{ settings: unknown } | null> {
  const rows = await db.query<{ settings: unknown }>('select settings from county where code = $1::text', [county])
  return rows[0] ?? null
}

export interface PackedRows {
  /** Last id of this page; null when there was none. */
  last: number | null
  bytes: Buffer | null
  /** Names, one a line. */
  names: string | null
}

/**
 * A page of walking edges after an id as one run of bytes, so that 180,000 edges cost no row objects. An edge is, in network
 * order: id, from and to node (int4), index of its kind in `kinds` (int2), meters, ascent (float8, NaN unknown), line as WKB.
 */
export async function edgePage(
  db: Queryable,
  county: string,
  kinds: readonly string[],
  after: number,
  limit: number,
): Promise<PackedRows> {
  const rows = await db.query<PackedRows>(
    `select max(id) as last,
       string_agg(int4send(id) || int4send(from_node) || int4send(to_node) || int2send((array_position($2::text[], kind) - 1)::int2)
         || float8send(length_meters) || float8send(coalesce(ascent_meters, 'NaN')) || st_asbinary(geom, 'XDR'), ''::bytea order by id) as bytes,
       string_agg(translate(name, E'\\n', ' '), E'\\n' order by id) as names
     from (select * from walk_edge where county = $1::text and id > $3::int order by id limit $4::int) as page`,
    [county, kinds, after, limit],
  )
  return rows[0] ?? { last: null, bytes: null, names: null }
}

/**
 * All buildings with households as one run of bytes, in network order: longitude, latitude (float8), households, elderly,
 * indexes of the compound, grid, micro-grid, community and street in the lists below, -1 for none (int4). A building of no
 * micro-grid lies in the community around it; its place is named anew there (`st_setsrid`), so that PostGIS makes no estimate
 * from statistics of rows that may be gone: it refused the query with "invalid function selectivity".
 */
export async function householdBytes(db: Queryable, county: string): Promise<Buffer | null> {
  const rows = await db.query<{ bytes: Buffer | null }>(
    `with compounds as (
       select code, row_number() over (order by code)::int - 1 as index from compound where county = $1::text
     ), grids as (
       select code, community, row_number() over (order by code)::int - 1 as index from grid
        where county = $1::text and valid_to is null
     ), micro_grids as (
       select code, grid, row_number() over (order by code)::int - 1 as index from micro_grid
        where county = $1::text and valid_to is null
     ), areas as (
       select code, level, parent, row_number() over (partition by level order by code)::int - 1 as index from area
        where county = $1::text
     ), around as (
       select b.code, a.code as community from building b
       join area a on a.county = b.county and a.level = 'community' and st_covers(a.geom, st_setsrid(b.geom, 4326))
        where b.county = $1::text and b.micro_grid is null and b.households > 0
     )
     select string_agg(float8send(st_x(b.geom)) || float8send(st_y(b.geom)) || int4send(b.households)
       || int4send(b.elderly) || int4send(coalesce(c.index, -1)) || int4send(coalesce(g.index, -1))
       || int4send(coalesce(m.index, -1)) || int4send(coalesce(a.index, -1)) || int4send(coalesce(s.index, -1)),
       ''::bytea order by b.code) as bytes
     from building b
     left join compounds c on c.code = b.compound
     left join micro_grids m on m.code = b.micro_grid
     left join grids g on g.code = m.grid
     left join around on around.code = b.code
     left join areas a on a.level = 'community' and a.code = coalesce(g.community, around.community)
     left join areas s on s.level = 'street' and s.code = a.parent
     where b.county = $1::text and b.households > 0`,
    [county],
  )
  return rows[0]?.bytes ?? null
}

export interface CompoundRow {
  code: string
  name: string
  /** null where it is not walled. */
  wall: { coordinates: Position[][][] } | null
}

/** Compounds in order of code, as `householdBytes` numbers them. */
export async function compoundRows(db: Queryable, county: string): Promise<CompoundRow[]> {
  return db.query<CompoundRow>(
    `select code, name, case when walled then geom end as wall from compound where county = $1::text order by code`,
    [county],
  )
}

export interface GateRow {
  compound: string
  longitude: number
  latitude: number
  opensMinute: number
  closesMinute: number
}

export async function gateRows(db: Queryable, county: string): Promise<GateRow[]> {
  return db.query<GateRow>(
    `select compound, st_x(geom) as longitude, st_y(geom) as latitude, opens_minute as "opensMinute",
       closes_minute as "closesMinute"
     from gate where county = $1::text order by compound, number`,
    [county],
  )
}

/** Areas in order of level and code, as `householdBytes` numbers them level by level. */
export async function levelRows(
  db: Queryable,
  county: string,
): Promise<{ level: 'street' | 'community' | 'grid' | 'micro_grid'; code: string; name: string; parent: string }[]> {
  return db.query(
    `select level, code, name, coalesce(parent, '') as parent from area
      where county = $1::text and level in ('street', 'community')
     union all
     select 'grid', code, name, community from grid where county = $1::text and valid_to is null
     union all
     select 'micro_grid', code, name, grid from micro_grid where county = $1::text and valid_to is null
     order by 1, 2`,
    [county],
  )
}

export interface StationRow {
  code: string
  name: string
  longitude: number
  latitude: number
  level: StationLevel
  kind: string
  services: string[]
  hours: unknown
  capacityHouseholds: number | null
}

export async function stationRows(db: Queryable, county: string): Promise<StationRow[]> {
  return db.query<StationRow>(
    `select code, name, st_x(geom) as longitude, st_y(geom) as latitude, level, kind, services, hours,
       capacity_households as "capacityHouseholds"
     from station where county = $1::text order by code`,
    [county],
  )
}

/** Water that somebody would have to walk around. */
export async function waterRows(db: Queryable, county: string): Promise<{ ground: { coordinates: Position[][][] } }[]> {
  return db.query('select geom as ground from water where county = $1::text order by id', [county])
}

/** Repairs of the network that are not withdrawn, the oldest first. */
export async function standingRepairRows(db: Queryable, county: string): Promise<{ id: string; repair: unknown }[]> {
  return db.query(
    `select id, repair from network_edit where county = $1::text and withdrawn_at is null order by created_at, id`,
    [county],
  )
}
