import type { TileLayer } from '#domain/contract/common.ts'
import type { Queryable } from '#server/db.types.ts'
import { refuseRows } from '../stage.ts'
import type { TargetWork } from './target.ts'

/** Buildings, or points that stand for them; each in the micro-grid in which it lies. */
export async function writeBuildings({ transaction, county, source }: TargetWork): Promise<TileLayer[]> {
  await transaction.query(
    `update import_stage s set code = b.code from building b
    where b.county = $1::text and b.source = $2::text and b.source_key = s.key`,
    [county.code, source.name],
  )
  await transaction.query(
    `with last as (
      select coalesce(max(substring(code from '^' || $1::text || 'B(\\d+)$')::int), 0) as number from building where county = $1::text
    ), numbered as (
      select key, row_number() over (order by number) as number from import_stage where code is null
    )
    update import_stage s set code = $1::text || 'B' || lpad((last.number + n.number)::text, 6, '0')
    from numbered n, last where n.key = s.key`,
    [county.code],
  )
  await transaction.query(
    `insert into building (county, code, name, kind, floors, households, residents, elderly, households_source, source, source_key, geom, footprint)
    select $1::text, code, fields->>'name', fields->>'kind', (fields->>'floors')::int, (fields->>'households')::int,
      (fields->>'residents')::int, (fields->>'elderly')::int, fields->>'householdsSource', $2::text, key, geom, footprint
    from import_stage
    on conflict (county, code) do update set name = excluded.name, kind = excluded.kind, floors = excluded.floors,
      households = excluded.households, residents = excluded.residents, elderly = excluded.elderly,
      households_source = excluded.households_source, geom = excluded.geom, footprint = excluded.footprint`,
    [county.code, source.name],
  )
  await placeBuildings(transaction, county.code)
  return ['building', 'micro_grid', 'grid']
}

/** Dwellings counted elsewhere replace the estimate of the one building of the micro-grid in which their points lie. */
export async function writeDwellings({ transaction, county, source, report }: TargetWork): Promise<TileLayer[]> {
  await transaction.query(
    `update import_stage s set parent = (
      select m.code from micro_grid m
      where m.county = $1::text and m.valid_to is null and st_intersects(m.geom, s.geom) order by m.code limit 1
    )`,
    [county.code],
  )
  await refuseRows(
    transaction,
    report,
    'outside-every-grid',
    'delete from import_stage where parent is null returning number as row, key',
  )
  await refuseRows(
    transaction,
    report,
    'not-one-building',
    `delete from import_stage s
    where (select count(*) from building b where b.county = $1::text and b.micro_grid = s.parent) <> 1 returning s.number as row, s.key`,
    [county.code],
  )
  await transaction.query(
    `update building b set households = d.households, households_source = $2::text
    from (select parent, sum((fields->>'households')::int)::int as households from import_stage group by parent) d
    where b.county = $1::text and b.micro_grid = d.parent`,
    [county.code, source.name],
  )
  return ['building', 'micro_grid', 'grid']
}

/** Sets each building's micro-grid of today by where it lies; on a shared border the smaller code. */
export async function placeBuildings(transaction: Queryable, county: string): Promise<void> {
  await transaction.query(
    `update building b set micro_grid = placed.micro_grid
    from (
      select b.code, min(m.code) as micro_grid
      from building b
      left join micro_grid m on m.county = b.county and m.valid_to is null and st_intersects(m.geom, b.geom)
      where b.county = $1::text
      group by b.code
    ) placed
    where b.county = $1::text and b.code = placed.code and b.micro_grid is distinct from placed.micro_grid`,
    [county],
  )
}
