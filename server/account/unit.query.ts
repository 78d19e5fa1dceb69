import type { Unit } from '#domain/contract/account.ts'
import type { Queryable } from '#server/db.types.ts'

/**
 * Units of a county at a moment, drawn or known by their division code alone: all, those of a kind, or the one of a code; counties first,
 * departments last.
 */
export async function unitRows(
  db: Queryable,
  { county, now, kind, code }: { county: string; now: Date; kind?: Unit['kind'] | undefined; code?: string },
): Promise<Unit[]> {
  return await db.query<Unit>(
    `with today as (
       select ($2::timestamptz at time zone time_zone)::date as day from county where code = $1::text
     ), every as (
       select code, 'county' as kind, name, name_en as "nameEn", '/' || code || '/' as path, false as closed, 1 as rung,
         coalesce((select a.pinyin || ' ' || a.initials from area a where a.county = county.code and a.code = county.code), '') as spelled
       from county where code = $1::text
       union all
       select code, level, name, '', path, false, case level when 'street' then 2 else 3 end, pinyin || ' ' || initials
       from area where county = $1::text and level <> 'county'
       union all
       select d.code, d.level, d.name, '',
         '/' || $1::text || '/' || case d.level when 'community' then d.parent || '/' else '' end || d.code || '/',
         false, case d.level when 'street' then 2 else 3 end, d.pinyin || ' ' || d.initials
       from division d left join division street on street.code = d.parent and d.level = 'community'
       where (d.level = 'street' and d.parent = $1::text or d.level = 'community' and street.parent = $1::text)
         and not exists (select from area a where a.county = $1::text and a.code = d.code)
       union all
       select grid.code, 'grid', grid.name, '', area.path || grid.code || '/', false, 4, grid.pinyin || ' ' || grid.initials
       from grid
       join today on valid_from <= day and (valid_to is null or valid_to > day)
       join area on area.county = grid.county and area.code = grid.community
       where grid.county = $1::text
       union all
       select code, 'department', name, name_en, '/' || county || '/', closed_at is not null, 5, ''
       from unit where county = $1::text and kind = 'department'
     )
     select code, kind, name, "nameEn", path, closed, spelled from every
     where ($3::text is null or kind = $3::text) and ($4::text is null or code = $4::text)
     order by rung, code`,
    [county, now, kind ?? null, code ?? null],
  )
}
