import type { ImportLayer } from '#domain/contract/manifest.ts'
import type { Queryable } from '#server/db.types.ts'
import { UnreadableFile } from '#server/import/file/unreadable-file.ts'

/** Keys of the source's rows in the county that the file no longer has; those that it has and that were refused are not. */
const missing: Partial<Record<ImportLayer, string>> = {
  area: gone('area', `t.level = 'community'`),
  grid: gone('grid', 't.valid_to is null'),
  micro_grid: gone('micro_grid', 't.valid_to is null'),
  compound: gone('compound', 'true'),
  building: gone('building', 'true'),
  station: gone('station', 'true'),
  site_candidate: gone('site_candidate', 'true'),
  gate: gone('gate', `t.source_key not like 'path/%'`),
  walk_edge: gone('walk_edge', `t.source_key <> ''`),
  road: gone('road', 'true'),
  water: gone('water', 'true'),
  green: gone('green', 'true'),
  statistic: gone('statistic', 'true'),
  division: `insert into import_missing select t.source_key from division t
    where $1::text is not null and t.source = $2::text
      and not exists (select 1 from import_stage s where s.key = t.source_key) and not exists (select 1 from import_refused r where r.key = t.source_key)`,
}

function gone(table: string, which: string): string {
  return `insert into import_missing select distinct t.source_key from ${table} t
    where t.county = $1::text and t.source = $2::text and ${which}
      and not exists (select 1 from import_stage s where s.key = t.source_key)
      and not exists (select 1 from import_refused r where r.key = t.source_key)`
}

/** What stands in a row and would stand nowhere without it. */
const dependants: Partial<Record<ImportLayer, string>> = {
  area: `select count(*)::int as count from grid g join area a on a.county = g.county and a.code = g.community
    where a.county = $1::text and a.source = $2::text and a.source_key in (select key from import_missing)`,
  grid: `select count(*)::int as count from micro_grid m join grid g on g.county = m.county and g.code = m.grid
    where g.county = $1::text and g.source = $2::text and g.source_key in (select key from import_missing)`,
}

const remove: Partial<Record<ImportLayer, string>> = {
  area: removal('area'),
  grid: removal('grid'),
  micro_grid: removal('micro_grid'),
  compound: removal('compound'),
  building: removal('building'),
  station: removal('station'),
  site_candidate: removal('site_candidate'),
  gate: removal('gate'),
  road: removal('road'),
  water: removal('water'),
  green: removal('green'),
  statistic: removal('statistic'),
  division: `delete from division t where $1::text is not null and t.source = $2::text
    and t.source_key in (select key from import_missing)`,
}

function removal(table: string): string {
  return `delete from ${table} t where t.county = $1::text and t.source = $2::text
    and t.source_key in (select key from import_missing)`
}

/** Fills import_missing with the keys of what the source dropped; returns how many there are. */
export async function findMissing(
  transaction: Queryable,
  county: string,
  source: string,
  layer: ImportLayer,
): Promise<number> {
  await transaction.query('drop table if exists import_missing')
  await transaction.query('create temp table import_missing (key text) on commit drop')
  const statement = missing[layer]
  if (statement === undefined) return 0
  await transaction.query('create index on import_refused (key)')
  await transaction.query(statement, [county, source])
  const [counted] = await transaction.query<{ count: number }>('select count(*)::int as count from import_missing')
  return counted!.count
}

/** Removes what the source dropped; refused where other rows stand in it. Edges to walk are left out when these are written. */
export async function removeMissing(
  transaction: Queryable,
  county: string,
  source: string,
  layer: ImportLayer,
): Promise<void> {
  const asked = dependants[layer]
  const [held] = asked === undefined ? [] : await transaction.query<{ count: number }>(asked, [county, source])
  if (held !== undefined && held.count > 0)
    throw new UnreadableFile(
      `${source}: ${held.count} ${layer === 'area' ? 'grids' : 'micro-grids'} stand in what the file no longer has; import or plan them elsewhere first`,
      'held-by-others',
      String(held.count),
    )
  const statement = remove[layer]
  if (statement !== undefined) await transaction.query(statement, [county, source])
}
