import type { Position } from '#domain/contract/common.ts'
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
 * order: from and to node (int4), index of its kind in `kinds` (int2), meters (float8), line as WKB.
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
       string_agg(int4send(from_node) || int4send(to_node) || int2send((array_position($2::text[], kind) - 1)::int2)
         || float8send(length_meters) || st_asbinary(geom, 'XDR'), ''::bytea order by id) as bytes,
       string_agg(translate(name, E'\\n', ' '), E'\\n' order by id) as names
     from (select * from walk_edge where county = $1::text and id > $3::int order by id limit $4::int) as page`,
    [county, kinds, after, limit],
  )
  return rows[0] ?? { last: null, bytes: null, names: null }
}

/**
 * All buildings with households as one run of bytes, in network order: longitude, latitude (float8), households, elderly,
 * index of the compound and of the grid in the lists below, -1 for none (int4).
 */
export async function householdBytes(db: Queryable, county: string): Promise<Buffer | null> {
  const rows = await db.query<{ bytes: Buffer | null }>(
    `with compounds as (
       select code, row_number() over (order by code)::int - 1 as index from compound where county = $1::text
     ), grids as (
       select code, row_number() over (order by code)::int - 1 as index from grid
        where county = $1::text and valid_to is null
     )
     select string_agg(float8send(st_x(b.geom)) || float8send(st_y(b.geom)) || int4send(b.households)
       || int4send(b.elderly) || int4send(coalesce(c.index, -1)) || int4send(coalesce(g.index, -1)), ''::bytea) as bytes
     from building b
     left join compounds c on c.code = b.compound
     left join micro_grid m on m.county = b.county and m.code = b.micro_grid and m.valid_to is null
     left join grids g on g.code = m.grid
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

export async function gateRows(
  db: Queryable,
  county: string,
): Promise<{ compound: string; longitude: number; latitude: number }[]> {
  return db.query(
    `select compound, st_x(geom) as longitude, st_y(geom) as latitude from gate where county = $1::text
      order by compound, number`,
    [county],
  )
}

/** Today's grids in order of code, as `householdBytes` numbers them. */
export async function gridRows(db: Queryable, county: string): Promise<{ code: string; name: string }[]> {
  return db.query('select code, name from grid where county = $1::text and valid_to is null order by code', [county])
}

export async function stationRows(
  db: Queryable,
  county: string,
): Promise<{ code: string; name: string; longitude: number; latitude: number }[]> {
  return db.query(
    'select code, name, st_x(geom) as longitude, st_y(geom) as latitude from station where county = $1::text order by code',
    [county],
  )
}
