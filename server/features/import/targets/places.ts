import type { TileLayer } from '#domain/contract/common.ts'
import type { TargetWork } from './target.ts'

export async function writeCompounds({ transaction, county, source }: TargetWork): Promise<TileLayer[]> {
  await transaction.query(
    `insert into compound (county, code, name, pinyin, initials, kind, walled, source, source_key, geom)
    select $1::text, $2::text || ':' || key, fields->>'name', fields->>'pinyin', fields->>'initials', fields->>'kind',
      (fields->>'walled')::boolean, $2::text, key, geom
    from import_stage
    on conflict (county, code) do update set name = excluded.name, pinyin = excluded.pinyin, initials = excluded.initials,
      kind = excluded.kind, walled = excluded.walled, geom = excluded.geom`,
    [county.code, source.name],
  )
  return ['compound']
}

/** Stations; services arrive as words parted by commas. The point is taken as the entrance. */
export async function writeStations({ transaction, county, source }: TargetWork): Promise<TileLayer[]> {
  await transaction.query(
    `insert into station (county, code, name, pinyin, initials, level, kind, services, hours, capacity_households, address, phone, source, source_key, geom)
    select $1::text, $2::text || ':' || key, fields->>'name', fields->>'pinyin', fields->>'initials', fields->>'level', fields->>'kind',
      coalesce(array(select trim(word) from regexp_split_to_table(fields->>'services', ',') as word where trim(word) <> ''), '{}'),
      fields->'hours', (fields->>'capacityHouseholds')::int, fields->>'address', fields->>'phone', $2::text, key, geom
    from import_stage
    on conflict (county, code) do update set name = excluded.name, pinyin = excluded.pinyin, initials = excluded.initials,
      level = excluded.level, kind = excluded.kind, services = excluded.services, hours = excluded.hours,
      capacity_households = excluded.capacity_households, address = excluded.address,
      phone = excluded.phone, geom = excluded.geom`,
    [county.code, source.name],
  )
  return ['station']
}

/** Places where a station could stand; they are no layer of tiles, pages are told of them by their source. */
export async function writeSiteCandidates({ transaction, county, source }: TargetWork): Promise<TileLayer[]> {
  await transaction.query(
    `insert into site_candidate (county, code, name, pinyin, initials, kind, address, source, source_key, geom)
    select $1::text, $2::text || ':' || key, fields->>'name', fields->>'pinyin', fields->>'initials', fields->>'kind',
      fields->>'address', $2::text, key, geom
    from import_stage
    on conflict (county, code) do update set name = excluded.name, pinyin = excluded.pinyin, initials = excluded.initials,
      kind = excluded.kind, address = excluded.address, geom = excluded.geom`,
    [county.code, source.name],
  )
  await transaction.query(`select append_feed($1::text, 'site-candidates', $2::text, 1, null)`, [
    county.code,
    source.name,
  ])
  return []
}

/** Roads: a row that the county has keeps its number. */
export async function writeRoads({ transaction, county, source }: TargetWork): Promise<TileLayer[]> {
  await transaction.query(
    `update road r set class = fields->>'class', name = fields->>'name', pinyin = fields->>'pinyin',
      initials = fields->>'initials', geom = s.geom
    from import_stage s where r.county = $1::text and r.source = $2::text and r.source_key = s.key`,
    [county.code, source.name],
  )
  await transaction.query(
    `insert into road (county, id, class, name, pinyin, initials, source, source_key, geom)
    select $1::text, (select coalesce(max(id), 0) from road where county = $1::text) + row_number() over (order by number),
      fields->>'class', fields->>'name', fields->>'pinyin', fields->>'initials', $2::text, key, geom
    from import_stage s
    where not exists (select 1 from road r where r.county = $1::text and r.source = $2::text and r.source_key = s.key)`,
    [county.code, source.name],
  )
  return ['road']
}

export async function writeWater({ transaction, county, source }: TargetWork): Promise<TileLayer[]> {
  await transaction.query(
    `update water w set kind = fields->>'kind', name = fields->>'name', geom = s.geom
    from import_stage s where w.county = $1::text and w.source = $2::text and w.source_key = s.key`,
    [county.code, source.name],
  )
  await transaction.query(
    `insert into water (county, id, kind, name, source, source_key, geom)
    select $1::text, (select coalesce(max(id), 0) from water where county = $1::text) + row_number() over (order by number),
      fields->>'kind', fields->>'name', $2::text, key, geom
    from import_stage s
    where not exists (select 1 from water w where w.county = $1::text and w.source = $2::text and w.source_key = s.key)`,
    [county.code, source.name],
  )
  return ['water']
}

export async function writeGreen({ transaction, county, source }: TargetWork): Promise<TileLayer[]> {
  await transaction.query(
    `update green g set kind = fields->>'kind', name = fields->>'name', geom = s.geom
    from import_stage s where g.county = $1::text and g.source = $2::text and g.source_key = s.key`,
    [county.code, source.name],
  )
  await transaction.query(
    `insert into green (county, id, kind, name, source, source_key, geom)
    select $1::text, (select coalesce(max(id), 0) from green where county = $1::text) + row_number() over (order by number),
      fields->>'kind', fields->>'name', $2::text, key, geom
    from import_stage s
    where not exists (select 1 from green g where g.county = $1::text and g.source = $2::text and g.source_key = s.key)`,
    [county.code, source.name],
  )
  return ['green']
}
