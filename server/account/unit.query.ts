import type { Unit } from '#domain/contract/account.ts'
import type { Queryable } from '#server/db.types.ts'

/** Units of a county at a moment: all, those of a kind, or the one of a code; counties first, departments last. */
export async function unitRows(
  db: Queryable,
  { county, now, kind, code }: { county: string; now: Date; kind?: Unit['kind'] | undefined; code?: string },
): Promise<Unit[]> {
  return await db.query<Unit>(
    `with today as (
       select ($2::timestamptz at time zone time_zone)::date as day from county where code = $1::text
     ), every as (
       select code, 'county' as kind, name, name_en as "nameEn", '/' || code || '/' as path, false as closed, 1 as rung
       from county where code = $1::text
       union all
       select code, level, name, '', path, false, case level when 'street' then 2 else 3 end
       from area where county = $1::text and level <> 'county'
       union all
       select grid.code, 'grid', grid.name, '', area.path || grid.code || '/', false, 4
       from grid
       join today on valid_from <= day and (valid_to is null or valid_to > day)
       join area on area.county = grid.county and area.code = grid.community
       where grid.county = $1::text
       union all
       select code, 'department', name, name_en, '/' || county || '/', closed_at is not null, 5
       from unit where county = $1::text and kind = 'department'
     )
     select code, kind, name, "nameEn", path, closed from every
     where ($3::text is null or kind = $3::text) and ($4::text is null or code = $4::text)
     order by rung, code`,
    [county, now, kind ?? null, code ?? null],
  )
}
