import type { TileLayer } from '#domain/contract/common.ts'
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
  await transaction.query(
    `update import_stage s set parent = (
      select a.code from area a where a.county = $1::text and a.level = 'community' and st_intersects(a.geom, s.geom)
      order by st_area(st_intersection(a.geom, s.geom)) desc, a.code limit 1
    ) where s.code is null`,
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
