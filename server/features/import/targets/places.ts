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

export async function writeRoads(work: TargetWork): Promise<TileLayer[]> {
  await replaceRows(
    work,
    'delete from road where county = $1::text and source = $2::text',
    `insert into road (county, id, class, name, pinyin, initials, source, source_key, geom)
    select $1::text, (select coalesce(max(id), 0) from road where county = $1::text) + row_number() over (order by number),
      fields->>'class', fields->>'name', fields->>'pinyin', fields->>'initials', $2::text, key, geom
    from import_stage`,
  )
  return ['road']
}

export async function writeWater(work: TargetWork): Promise<TileLayer[]> {
  await replaceRows(
    work,
    'delete from water where county = $1::text and source = $2::text',
    `insert into water (county, id, kind, name, source, source_key, geom)
    select $1::text, (select coalesce(max(id), 0) from water where county = $1::text) + row_number() over (order by number),
      fields->>'kind', fields->>'name', $2::text, key, geom
    from import_stage`,
  )
  return ['water']
}

export async function writeGreen(work: TargetWork): Promise<TileLayer[]> {
  await replaceRows(
    work,
    'delete from green where county = $1::text and source = $2::text',
    `insert into green (county, id, kind, name, source, source_key, geom)
    select $1::text, (select coalesce(max(id), 0) from green where county = $1::text) + row_number() over (order by number),
      fields->>'kind', fields->>'name', $2::text, key, geom
    from import_stage`,
  )
  return ['green']
}

/** What nothing refers to by number is simply written anew. */
async function replaceRows({ transaction, county, source }: TargetWork, clear: string, fill: string): Promise<void> {
  await transaction.query(clear, [county.code, source.name])
  await transaction.query(fill, [county.code, source.name])
}
