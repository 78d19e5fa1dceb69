import type { Division } from '#domain/contract/division.ts'
import type { Queryable } from '#server/db.types.ts'

const told = `d.code, d.level, d.name,
  coalesce((
    with recursive above as (
      select u.code, u.parent, u.name, 1 as rung from division u where u.code = d.parent
      union all
      select u.code, u.parent, u.name, above.rung + 1 from above join division u on u.code = above.parent
    )
    select string_agg(name, ' ' order by rung desc) from above
  ), '') as within,
  (select count(*)::int from division c where c.parent = d.code) as children,
  exists (select from area a where a.county = $1::text and a.code = d.code) as drawn`

/** The one of this code and those above it, from the top down. */
export async function divisionsAbove(db: Queryable, county: string, code: string): Promise<Division[]> {
  return await db.query<Division>(
    `with recursive line as (
      select code, parent from division where code = $2::text
      union all
      select u.code, u.parent from line join division u on u.code = line.parent
    )
    select ${told} from division d join line using (code) order by length(d.code)`,
    [county, code],
  )
}

export interface DivisionPage {
  county: string
  below: string | undefined
  after: string | undefined
  limit: number
}

/** Those right below one; without one those whose own is not in the table. */
export async function divisionsBelow(
  db: Queryable,
  { county, below, after, limit }: DivisionPage,
): Promise<Division[]> {
  return await db.query<Division>(
    `select ${told} from division d
    where d.code > $3::text and case when $2::text is null
      then not exists (select from division p where p.code = d.parent) else d.parent = $2::text end
    order by d.code limit $4::integer`,
    [county, below ?? null, after ?? '', limit],
  )
}

export async function countBelow(db: Queryable, below: string | undefined): Promise<number> {
  const [counted] = await db.query<{ count: number }>(
    `select count(*)::int as count from division d where case when $1::text is null
      then not exists (select from division p where p.code = d.parent) else d.parent = $1::text end`,
    [below ?? null],
  )
  return counted!.count
}

/** Whole codes first, then names, what begins with the words, initials, pinyin, and what holds them; upper rungs first. */
const fits = `from division d
  where $1::text is not null and (d.code like $2::text or d.name ilike $3::text or d.initials like $2::text or d.pinyin like $2::text)`

export async function findDivisions(
  db: Queryable,
  { county, q, limit }: { county: string; q: string; limit: number },
): Promise<{ divisions: Division[]; total: number }> {
  const compact = escapeLike(q.replaceAll(' ', ''))
  const words = [`${compact}%`, `%${escapeLike(q)}%`]
  const divisions = await db.query<Division>(
    `select ${told} ${fits}
    order by case when d.code = $4::text then 0 when d.name = $5::text then 1 when d.name ilike $6::text then 2
      when d.code like $2::text then 3 when d.initials like $2::text then 4 when d.pinyin like $2::text then 5 else 6 end,
      length(d.code), d.code
    limit $7::integer`,
    [county, ...words, q.replaceAll(' ', ''), q, `${escapeLike(q)}%`, limit],
  )
  const [counted] = await db.query<{ count: number }>(`select count(*)::int as count ${fits}`, [county, ...words])
  return { divisions, total: counted!.count }
}

function escapeLike(text: string): string {
  return text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)
}
