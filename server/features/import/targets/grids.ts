import type { TileLayer } from '#domain/contract/common.ts'
import { noteRepair, refuse } from '../report.ts'
import { refuseRows } from '../stage.ts'
import { placeBuildings } from './buildings.ts'
import type { TargetWork } from './target.ts'

/** Grids, each in the community in which it mostly lies; coded community + 3 digits, west to east, never reused. */
export async function writeGrids({ transaction, county, source, report }: TargetWork): Promise<TileLayer[]> {
  await transaction.query(
    `update import_stage s set code = g.code, parent = g.community from grid g
    where g.county = $1::text and g.source = $2::text and g.source_key = s.key and g.valid_to is null`,
    [county.code, source.name],
  )
  await takeStatedCommunities(transaction, county.code, report)
  await transaction.query(
    `update import_stage s set parent = (
      select a.code from area a where a.county = $1::text and a.level = 'community' and st_intersects(a.geom, s.geom)
      order by st_area(st_intersection(a.geom, s.geom)) desc, a.code limit 1
    ) where s.code is null and s.parent is null`,
    [county.code],
  )
  await refuseRows(
    transaction,
    report,
    'outside-every-community',
    'delete from import_stage where parent is null returning number as row, key',
  )
  await transaction.query(
    `with last as (
      select community, max(right(code, 3)::int) as number from grid where county = $1::text group by community
    ), numbered as (
      select key, parent, row_number() over (partition by parent order by st_xmin(geom), st_ymax(geom) desc, key) as number
      from import_stage where code is null
    )
    update import_stage s set code = n.parent || lpad((coalesce(last.number, 0) + n.number)::text, 3, '0')
    from numbered n left join last on last.community = n.parent where n.key = s.key`,
    [county.code],
  )
  await transaction.query(
    `update grid g set name = s.fields->>'name', pinyin = s.fields->>'pinyin', initials = s.fields->>'initials',
      local_code = s.fields->>'localCode', kind = s.fields->>'kind', geom = s.geom
    from import_stage s where g.county = $1::text and g.code = s.code and g.valid_to is null`,
    [county.code],
  )
  await transaction.query(
    `insert into grid (county, code, local_code, kind, community, name, pinyin, initials, source, source_key, geom)
    select $1::text, s.code, fields->>'localCode', fields->>'kind', s.parent, fields->>'name', fields->>'pinyin', fields->>'initials', $2::text, s.key, s.geom
    from import_stage s
    where not exists (select 1 from grid g where g.county = $1::text and g.code = s.code and g.valid_to is null)`,
    [county.code, source.name],
  )
  return ['grid']
}

/** Communities that rows name, by code or by name; where most of the grid lies in another, that is listed. */
async function takeStatedCommunities(
  transaction: TargetWork['transaction'],
  county: string,
  report: TargetWork['report'],
): Promise<void> {
  const stated = await transaction.query<{ row: number; key: string; said: string; found: number }>(
    `with named as (
      select s.number, a.code, case when a.code = s.fields->>'community' then 1 else 2 end as rung
      from import_stage s join area a on a.county = $1::text and a.level = 'community'
        and (a.code = s.fields->>'community' or a.name = s.fields->>'community')
    ), best as (
      select number, min(code) as code, count(*)::int as found
      from named n where rung = (select min(rung) from named other where other.number = n.number) group by number
    ), taken as (
      update import_stage s set parent = best.code from best
      where best.number = s.number and best.found = 1 and s.code is null
    )
    select s.number as row, s.key, s.fields->>'community' as said, coalesce(best.found, 0) as found
    from import_stage s left join best on best.number = s.number
    where s.fields->>'community' <> '' and coalesce(best.found, 0) <> 1 order by s.number`,
    [county],
  )
  for (const { row, key, said, found } of stated)
    refuse(report, { row, key, reason: found === 0 ? 'no-such-unit' : 'unit-not-unique', value: said })
  await transaction.query('delete from import_stage where number = any ($1::integer[])', [stated.map(({ row }) => row)])
  const elsewhere = await transaction.query<{ row: number; key: string; name: string }>(
    `select s.number as row, s.key, lies.name
    from import_stage s
    cross join lateral (
      select a.code, a.name from area a where a.county = $1::text and a.level = 'community' and st_intersects(a.geom, s.geom)
      order by st_area(st_intersection(a.geom, s.geom)) desc, a.code limit 1
    ) lies
    where s.parent is not null and s.fields->>'community' <> '' and lies.code <> s.parent order by s.number`,
    [county],
  )
  for (const { row, key, name } of elsewhere) noteRepair(report, { row, key, what: 'lies-elsewhere', detail: name })
}

/** Micro-grids, each in the grid in which it mostly lies; coded grid + 3 digits. */
export async function writeMicroGrids({ transaction, county, source, report }: TargetWork): Promise<TileLayer[]> {
  await transaction.query(
    `update import_stage s set code = m.code, parent = m.grid from micro_grid m
    where m.county = $1::text and m.source = $2::text and m.source_key = s.key and m.valid_to is null`,
    [county.code, source.name],
  )
  await transaction.query(
    `update import_stage s set parent = (
      select g.code from grid g where g.county = $1::text and g.valid_to is null and st_intersects(g.geom, s.geom)
      order by st_area(st_intersection(g.geom, s.geom)) desc, g.code limit 1
    ) where s.code is null`,
    [county.code],
  )
  await refuseRows(
    transaction,
    report,
    'outside-every-grid',
    'delete from import_stage where parent is null returning number as row, key',
  )
  await transaction.query(
    `with last as (
      select grid, max(right(code, 3)::int) as number from micro_grid where county = $1::text group by grid
    ), numbered as (
      select key, parent, row_number() over (partition by parent order by st_xmin(geom), st_ymax(geom) desc, key) as number
      from import_stage where code is null
    )
    update import_stage s set code = n.parent || lpad((coalesce(last.number, 0) + n.number)::text, 3, '0')
    from numbered n left join last on last.grid = n.parent where n.key = s.key`,
    [county.code],
  )
  await transaction.query(
    `update micro_grid m set name = s.fields->>'name', local_code = s.fields->>'localCode', geom = s.geom
    from import_stage s where m.county = $1::text and m.code = s.code and m.valid_to is null`,
    [county.code],
  )
  await transaction.query(
    `insert into micro_grid (county, code, local_code, grid, name, source, source_key, geom)
    select $1::text, s.code, fields->>'localCode', s.parent, fields->>'name', $2::text, s.key, s.geom
    from import_stage s
    where not exists (select 1 from micro_grid m where m.county = $1::text and m.code = s.code and m.valid_to is null)`,
    [county.code, source.name],
  )
  await placeBuildings(transaction, county.code)
  return ['micro_grid', 'grid', 'building']
}
