import type { TileLayer } from '#domain/contract/common.ts'
import type { TargetWork } from './target.ts'

/**
 * Division codes with their names, each below the rung above it. The table is shared by all counties of the server: a code
 * that another source brought takes the new name and belongs to this source from now on.
 */
export async function writeDivisions({ transaction, source }: TargetWork): Promise<TileLayer[]> {
  // two counties at once would both find a code new
  await transaction.query('select pg_advisory_xact_lock(7243, 0)')
  await transaction.query(
    `insert into division as known (code, parent, level, name, pinyin, initials, source, source_key)
    select distinct on (s.code) s.code, rung.parent, rung.level, s.name, s.pinyin, s.initials, $1::text, s.key
    from (
      select number, key, fields->>'code' as code, fields->>'name' as name, fields->>'pinyin' as pinyin,
        fields->>'initials' as initials
      from import_stage
    ) s
    join (values (2, 'province', 0), (4, 'city', 2), (6, 'county', 4), (9, 'street', 6), (12, 'community', 9))
      as digits (own, level, above) on digits.own = length(s.code)
    cross join lateral (select digits.level, nullif(left(s.code, digits.above), '') as parent) rung
    order by s.code, s.number
    on conflict (code) do update set parent = excluded.parent, level = excluded.level, name = excluded.name,
      pinyin = excluded.pinyin, initials = excluded.initials, source = excluded.source, source_key = excluded.source_key
    where (known.parent, known.level, known.name, known.pinyin, known.initials, known.source, known.source_key)
      is distinct from (excluded.parent, excluded.level, excluded.name, excluded.pinyin, excluded.initials, excluded.source, excluded.source_key)`,
    [source.name],
  )
  return []
}
