import type { TileLayer } from '#domain/contract/common.ts'
import type { TargetWork } from './target.ts'

/** Communities; the county and its one street are drawn around them. */
export async function writeAreas({ transaction, county, source }: TargetWork): Promise<TileLayer[]> {
  await transaction.query(
    `insert into county (code, name, name_en, time_zone, attribution, settings, geom)
    select $1::text, $2::text, $3::text, $4::text, $5::text, $6::jsonb, st_multi(st_unaryunion(st_collect(geom))) from import_stage
    on conflict (code) do update set name = excluded.name, name_en = excluded.name_en, time_zone = excluded.time_zone,
      attribution = excluded.attribution, settings = excluded.settings`,
    [county.code, county.name, county.nameEn, county.timeZone, county.attribution, JSON.stringify(county.settings)],
  )
  await transaction.query(
    `update import_stage s set code = a.code from area a
    where a.county = $1::text and a.source = $2::text and a.source_key = s.key`,
    [county.code, source.name],
  )
  await transaction.query(
    `with last as (
      select coalesce(max(right(code, 3)::int), 0) as number from area where county = $1::text and level = 'community'
    ), numbered as (
      select key, row_number() over (order by st_xmin(geom), st_ymax(geom) desc, key) as number from import_stage where code is null
    )
    update import_stage s set code = $1::text || '001' || lpad((last.number + n.number)::text, 3, '0')
    from numbered n, last where n.key = s.key`,
    [county.code],
  )
  await transaction.query(
    `insert into area (county, code, level, parent, path, name, pinyin, initials, source, source_key, geom)
    select $1::text, code, 'community', $1::text || '001', '/' || $1::text || '/' || $1::text || '001/' || code || '/',
      fields->>'name', fields->>'pinyin', fields->>'initials', $2::text, key, geom
    from import_stage
    on conflict (county, code) do update set name = excluded.name, pinyin = excluded.pinyin, initials = excluded.initials, geom = excluded.geom`,
    [county.code, source.name],
  )
  await drawAround(transaction, county)
  return ['area']
}

/** County and street are the union of their communities, holes of a few metres between drawn borders closed. */
async function drawAround(transaction: TargetWork['transaction'], county: TargetWork['county']): Promise<void> {
  await transaction.query(
    `with whole as (
      select st_multi(st_unaryunion(st_collect(geom))) as geom from area where county = $1::text and level = 'community'
    ), upper as (
      select $1::text as code, 'county' as level, null as parent, '/' || $1::text || '/' as path, $2::text as name
      union all
      select $1::text || '001', 'street', $1::text, '/' || $1::text || '/' || $1::text || '001/', $3::text
    )
    insert into area (county, code, level, parent, path, name, geom)
    select $1::text, upper.code, upper.level, upper.parent, upper.path, upper.name, whole.geom from upper, whole
    on conflict (county, code) do update set name = excluded.name, geom = excluded.geom`,
    [county.code, county.name, county.street],
  )
  await transaction.query(
    `update county set geom = (select geom from area where county = $1::text and level = 'county') where code = $1::text`,
    [county.code],
  )
}
