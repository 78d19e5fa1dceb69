import type { Queryable } from '#server/db.types.ts'
import type { CountyBorder } from './heat-keeper.ts'
import type { ChangedIssue, ColumnBytes } from './issue-columns.ts'

/** A category and those below it; empty when there is none of this code. */
export async function categoriesBelow(db: Queryable, category: string): Promise<string[]> {
  const rows = await db.query<{ code: string }>(
    `with recursive below as (
       select code from category where code = $1::text
       union select c.code from category c join below b on c.parent = b.code)
     select code from below order by code`,
    [category],
  )
  return rows.map(({ code }) => code)
}

/** Everything a surface asks of a county's issues, as columns of bytes by month: 200,000 issues cost no row objects. */
export async function issueColumnBytes(db: Queryable, county: string, timeZone: string): Promise<ColumnBytes[]> {
  return db.query<ColumnBytes>(
    `
    with ordered as (select code, row_number() over (order by code collate "C")::integer - 1 as ordinal from category),
    place as (
      select grid, micro_grid, row_number() over ()::integer - 1 as ordinal
      from (select distinct grid, micro_grid from issue where county = $1::text) found)
    select
      (select array_agg(code order by ordinal) from ordered) as categories,
      case when row_number() over () = 1 then (select array_agg(grid order by ordinal) from place) end as grids,
      case when row_number() over () = 1 then (select array_agg(micro_grid order by ordinal) from place) end as "microGrids",
      string_agg(int8send(i.id), ''::bytea) as ids,
      string_agg(timestamptz_send(i.filed_at), ''::bytea) as "filedAt",
      -- whole 1e-7 degrees, as the partition's lattice has them; a point without place is far from the earth
      string_agg(int4send(coalesce((greatest(least(st_x(i.geom), 214), -214) * 1e7)::integer, 2140000000)), ''::bytea) as longitudes,
      string_agg(int4send(coalesce((greatest(least(st_y(i.geom), 214), -214) * 1e7)::integer, 2140000000)), ''::bytea) as latitudes,
      string_agg(int4send((o.ordinal << 16) | ((i.state <> 'closed')::integer << 12)
        | (array_position(array['patrol', 'worker', 'resident', 'hotline', 'online', 'system'], i.source) << 8)
        | ((extract(isodow from local.at)::integer - 1) * 24 + extract(hour from local.at)::integer)), ''::bytea) as kinds,
      string_agg(int4send(p.ordinal), ''::bytea) as places,
      string_agg(int4send(local.at::date - date '1970-01-01'), ''::bytea) as days
    from issue i
    join ordered o on o.code = i.category
    join place p on p.grid = i.grid and p.micro_grid = i.micro_grid
    cross join lateral (select i.filed_at at time zone $2::text as at) local
    where i.county = $1::text
    group by date_trunc('month', i.filed_at)`,
    [county, timeZone],
  )
}

/** The same of a few issues by number, as they are now. */
export async function changedIssues(
  db: Queryable,
  county: string,
  timeZone: string,
  numbers: readonly string[],
): Promise<ChangedIssue[]> {
  return db.query<ChangedIssue>(
    `
    select i.id, (extract(epoch from i.filed_at) * 1000000)::bigint as "filedAt",
      coalesce((greatest(least(st_x(i.geom), 214), -214) * 1e7)::integer, 2140000000) as longitude,
      coalesce((greatest(least(st_y(i.geom), 214), -214) * 1e7)::integer, 2140000000) as latitude,
      i.state <> 'closed' as open, i.source, i.category,
      ((extract(isodow from local.at)::integer - 1) * 24 + extract(hour from local.at)::integer) as "hourOfWeek",
      i.grid, i.micro_grid as "microGrid", local.at::date - date '1970-01-01' as day
    from issue i
    cross join lateral (select i.filed_at at time zone $2::text as at) local
    where i.county = $1::text and i.number = any ($3::text[])`,
    [county, timeZone, numbers],
  )
}

/** The county's border. */
export async function countyBorder(db: Queryable, county: string): Promise<CountyBorder> {
  const rows = await db.query<{ geom: { coordinates: CountyBorder[] } }>(
    'select geom from county where code = $1::text',
    [county],
  )
  return rows[0]?.geom.coordinates.flat() ?? []
}
