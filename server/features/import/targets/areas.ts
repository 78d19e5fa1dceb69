import type { TileLayer } from '#domain/contract/common.ts'
import { type DivisionMatch, matchDivisions, type SaidArea } from '#domain/import/match-divisions.ts'
import { mostListed, type RefusalReason, refuse } from '../report.ts'
import type { TargetWork } from './target.ts'

/** Communities; the county and its streets are drawn around them. */
export async function writeAreas(work: TargetWork): Promise<TileLayer[]> {
  const { transaction, county, source } = work
  await transaction.query(
    `update import_stage s set code = a.code, parent = a.parent from area a
    where a.county = $1::text and a.source = $2::text and a.source_key = s.key`,
    [county.code, source.name],
  )
  if (source.divisions) await takeDivisions(work)
  await transaction.query(
    `insert into county (code, name, name_en, time_zone, attribution, settings, geom)
    select $1::text, $2::text, $3::text, $4::text, $5::text, $6::jsonb, st_multi(st_unaryunion(st_collect(geom))) from import_stage
    having count(*) > 0
    on conflict (code) do update set name = excluded.name, name_en = excluded.name_en, time_zone = excluded.time_zone,
      attribution = excluded.attribution, settings = excluded.settings`,
    [county.code, county.name, county.nameEn, county.timeZone, county.attribution, JSON.stringify(county.settings)],
  )
  await transaction.query(
    `with last as (
      select coalesce(max(right(code, 3)::int), 0) as number from area
      where county = $1::text and level = 'community' and parent = $1::text || '001'
    ), numbered as (
      select key, row_number() over (order by st_xmin(geom), st_ymax(geom) desc, key) as number from import_stage where code is null
    )
    update import_stage s set code = $1::text || '001' || lpad((last.number + n.number)::text, 3, '0'), parent = $1::text || '001'
    from numbered n, last where n.key = s.key`,
    [county.code],
  )
  await transaction.query(
    `insert into area (county, code, level, parent, path, name, pinyin, initials, source, source_key, geom)
    select $1::text, code, 'community', parent, '/' || $1::text || '/' || parent || '/' || code || '/',
      fields->>'name', fields->>'pinyin', fields->>'initials', $2::text, key, geom
    from import_stage
    on conflict (county, code) do update set name = excluded.name, pinyin = excluded.pinyin, initials = excluded.initials, geom = excluded.geom`,
    [county.code, source.name],
  )
  await drawAround(work)
  return ['area']
}

/**
 * Codes and streets from the division table, by code or by name; rows that match none are refused, and so are those that
 * stand under another code already: grids and posts know them by it.
 */
async function takeDivisions({ transaction, county, source, report }: TargetWork): Promise<void> {
  const rows = await transaction.query<{ row: number; key: string; standing: string } & Omit<SaidArea, 'row'>>(
    `select number as row, key, coalesce(code, '') as standing, fields->>'code' as code, fields->>'name' as name,
      fields->>'street' as street
    from import_stage order by number`,
  )
  const others = await transaction.query<{ code: string }>(
    'select code from area where county = $1::text and source <> $2::text',
    [county.code, source.name],
  )
  const divisions = await transaction.query<{ code: string; name: string; street: string; streetName: string }>(
    `select d.code, d.name, d.parent as street, coalesce(s.name, '') as "streetName"
    from division d left join division s on s.code = d.parent
    where d.level = 'community' and (s.parent = $1::text or s.code is null and left(d.parent, 6) = $1::text) order by d.code`,
    [county.code],
  )
  const held = new Set(others.map(({ code }) => code))
  const found: Extract<DivisionMatch, { ok: true }>[] = []
  for (const [index, match] of matchDivisions(rows, divisions).entries()) {
    const { row, key, standing, code, name } = rows[index]!
    const refused = (reason: RefusalReason) =>
      refuse(report, { row, key, reason, value: [code, name].filter(Boolean).join(' ') })
    if (!match.ok) refused(match.reason)
    else if (held.has(match.division.code)) refused('division-taken')
    else if (standing !== '' && standing !== match.division.code) refused('code-differs')
    else found.push(match)
  }
  await transaction.query(`delete from import_stage where not number = any ($1::integer[])`, [
    found.map(({ row }) => row),
  ])
  await transaction.query(
    `update import_stage s set code = given.code, parent = given.parent
    from unnest($1::integer[], $2::text[], $3::text[]) as given (number, code, parent) where given.number = s.number`,
    [
      found.map(({ row }) => row),
      found.map(({ division }) => division.code),
      found.map(({ division }) => division.street),
    ],
  )
  const standing = new Set(found.map(({ division }) => division.code))
  const missing = divisions.filter(({ code }) => !standing.has(code)).map(({ code, name }) => ({ code, name }))
  report.divisions = {
    byCode: found.filter(({ by }) => by === 'code').length,
    byName: found.filter(({ by }) => by === 'name').length,
    missing: { total: missing.length, listed: missing.slice(0, mostListed) },
  }
}

/** County and streets are the union of their communities, holes of a few metres between drawn borders closed. */
async function drawAround({ transaction, county, source }: TargetWork): Promise<void> {
  await transaction.query(
    `with ground as (
      select parent as code, 'street' as level, $1::text as parent, st_multi(st_unaryunion(st_collect(geom))) as geom
      from area where county = $1::text and level = 'community' group by parent
      union all
      select $1::text, 'county', null, st_multi(st_unaryunion(st_collect(geom)))
      from area where county = $1::text and level = 'community' having count(*) > 0
    ), upper as (
      select g.code, g.level, g.parent, g.geom,
        case when g.level = 'county' then $2::text when $4::boolean then coalesce(d.name, stood.name, $3::text)
          when g.code = $1::text || '001' then $3::text else coalesce(stood.name, $3::text) end as name,
        coalesce(d.pinyin, stood.pinyin, '') as pinyin, coalesce(d.initials, stood.initials, '') as initials
      from ground g
      left join division d on $4::boolean and d.code = g.code and d.level = 'street'
      left join area stood on stood.county = $1::text and stood.code = g.code
    )
    insert into area (county, code, level, parent, path, name, pinyin, initials, geom)
    select $1::text, code, level, parent,
      case level when 'county' then '/' || $1::text || '/' else '/' || $1::text || '/' || code || '/' end, name, pinyin, initials, geom
    from upper
    on conflict (county, code) do update set name = excluded.name, pinyin = excluded.pinyin, initials = excluded.initials,
      geom = excluded.geom`,
    [county.code, county.name, county.street, source.divisions],
  )
  await transaction.query(
    `update county set geom = area.geom from area
    where county.code = $1::text and area.county = $1::text and area.level = 'county'`,
    [county.code],
  )
}
