import type { ImportSource } from '#domain/contract/manifest.ts'

/** What the key of a row may name. */
export type UnitKind = NonNullable<ImportSource['joinTo']>

/** Units of a county (`$1`) with what a row may call each. */
const units: Record<UnitKind, string> = {
  street: `select code, '' as local_code, name from area where county = $1::text and level = 'street'`,
  community: `select code, '' as local_code, name from area where county = $1::text and level = 'community'`,
  grid: 'select code, local_code, name from grid where county = $1::text and valid_to is null',
  micro_grid: 'select code, local_code, name from micro_grid where county = $1::text and valid_to is null',
  building: `select code, source_key as local_code, name from building where county = $1::text`,
}

/**
 * SQL of two tables for a `with`: `best` has the unit that the key of a row names, `found` says how many: by code, else by
 * local code, else by a name. `rows` is a table of `number` and `key`. One join a way: joined by either of three, each row
 * is compared with each unit.
 */
export function matchedUnits(kind: UnitKind, rows: string): string {
  return `unit as materialized (${units[kind]}), named as (
      select r.number, u.code, 1 as rung from ${rows} r join unit u on u.code = r.key
      union all
      select r.number, u.code, 2 from ${rows} r join unit u on u.local_code = r.key where u.local_code <> ''
      union all
      select r.number, u.code, 3 from ${rows} r join unit u on u.name = r.key where u.name <> ''
    ), ranked as (
      select number, code, rung, min(rung) over (partition by number) as first from named
    ), best as (
      select number, min(code) as code, count(*)::int as found from ranked where rung = first group by number
    )`
}
