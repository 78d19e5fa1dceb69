import type { ImportJoin } from '#domain/contract/import.ts'
import type { FileLayer } from '#domain/import/file-content.ts'
import type { Queryable } from '#server/db.types.ts'
import { matchedUnits, type UnitKind } from './match-units.ts'

/** Rows that are looked at; a table of a county has fewer. */
const MOST_ROWS = 50_000
/** Units that travel to the page with their ground, and rows that match none. */
const MOST_LISTED = 500
/** Detail below this is not seen on a map of a county; about 10 m. */
const TOLERANCE_DEGREES = 0.0001

/** Which units of a county the keys of a table name, with their ground, and which keys name none, or one again. */
export async function previewJoin(
  db: Queryable,
  county: string,
  kind: UnitKind,
  layer: FileLayer,
  key: string,
): Promise<ImportJoin> {
  const [numbers, keys]: [number[], string[]] = [[], []]
  let rows = 0
  for await (const { row, properties } of layer.features()) {
    if (rows === MOST_ROWS) break
    rows += 1
    numbers.push(row)
    keys.push(key === '#' ? String(row) : String(properties[key] ?? '').trim())
  }
  const [told] = await db.query<Omit<ImportJoin, 'rows'>>(text[kind], [
    county,
    numbers,
    keys,
    MOST_LISTED,
    TOLERANCE_DEGREES,
  ])
  return { rows, ...told! }
}

/** Ground of the units whose codes were found; of buildings their points. */
const grounds: Record<UnitKind, string> = {
  street: 'area g where g.county = $1::text',
  community: 'area g where g.county = $1::text',
  grid: 'grid g where g.county = $1::text and g.valid_to is null',
  micro_grid: 'micro_grid g where g.county = $1::text and g.valid_to is null',
  building: 'building g where g.county = $1::text',
}

const text = {
  street: statement('street'),
  community: statement('community'),
  grid: statement('grid'),
  micro_grid: statement('micro_grid'),
  building: statement('building'),
} satisfies Record<UnitKind, string>

function statement(kind: UnitKind): string {
  return `with given as materialized (
      select number, key from unnest($2::integer[], $3::text[]) as given (number, key)
    ), ${matchedUnits(kind, 'given')}, judged as (
      select g.number, g.key, b.code, case when g.key = '' then 'no-key' when b.found is null then 'no-such-unit'
        when b.found > 1 then 'unit-not-unique'
        when row_number() over (partition by case when b.found = 1 then b.code end order by g.number) > 1 then 'unit-taken'
        end as reason
      from given g left join best b on b.number = g.number
    ), matched as (
      select j.code, g.name, st_simplifypreservetopology(g.geom, $5::float8) as geom
      from (select code from judged where reason is null order by code limit $4::integer) j
      join lateral (select g.name, g.geom from ${grounds[kind]} and g.code = j.code limit 1) g on true
    ), astray as (
      select number, key, reason from judged where reason is not null order by number limit $4::integer
    )
    select jsonb_build_object('total', (select count(*) from judged where reason is null),
        'listed', (select coalesce(jsonb_agg(jsonb_build_object('code', code, 'name', name,
          'geometry', st_asgeojson(geom, 6)::jsonb) order by code), '[]') from matched)) as matched,
      jsonb_build_object('total', (select count(*) from judged where reason is not null),
        'listed', (select coalesce(jsonb_agg(jsonb_build_object('row', number, 'key', key, 'reason', reason) order by number), '[]')
          from astray)) as unmatched`
}
