import type { CatalogueCategory } from '#domain/contract/category.ts'
import type { Queryable } from '#server/db.types.ts'

/** Which categories: of all counties (`county` null), or those a county has seen, may file under at `at`, or owns. */
export interface CategoryFilter {
  county: string | null
  show: 'seen' | 'fileable' | 'all'
  at: Date
}

/**
 * Categories with the kinds above them, each after its parent, then by code. A county's catalogue is what no other county
 * owns: a code that begins with a county's code belongs to that county.
 */
export async function categoryRows(db: Queryable, { county, show, at }: CategoryFilter): Promise<CatalogueCategory[]> {
  return db.query<CatalogueCategory>(
    `
    with recursive today as (
      select ($3::timestamptz at time zone coalesce(
        (select time_zone from county where code = $1::text), 'Asia/Shanghai'))::date as day
    ), used as (
      select code, parent from category c cross join today
      where $1::text is null
        or $2::text = 'seen' and exists (select from issue i where i.county = $1::text and i.category = c.code)
        or $2::text <> 'seen'
          and not exists (select from county k where k.code = left(c.code, 6) and k.code <> $1::text)
          and ($2::text = 'all' or today.day between c.effective_from and coalesce(c.effective_to, 'infinity'))
      union
      select c.code, c.parent from category c join used u on u.parent = c.code
    ), ladder as (
      select code, array[code] as path from category where parent is null
      union all
      select c.code, l.path || c.code from category c join ladder l on c.parent = l.code
    )
    select c.code, c.parent, c.name, c.name_en as "nameEn", c.department,
      jsonb_build_object('clock', c.answer_clock, 'minutes', c.answer_minutes) as answer,
      jsonb_build_object('clock', c.clock, 'minutes', c.finish_minutes) as finish,
      to_char(c.effective_from, 'YYYY-MM-DD') as "effectiveFrom", to_char(c.effective_to, 'YYYY-MM-DD') as "effectiveTo",
      coalesce(f.conditions, '[]') as conditions, c.questions, c.private_photos as "privatePhotos", c.version
    from ladder l
    join category c on c.code = l.code
    cross join today
    left join lateral (
      select jsonb_agg(jsonb_build_object('code', f.code, 'name', f.name, 'nameEn', f.name_en,
        'answer', jsonb_build_object('clock', f.answer_clock, 'minutes', f.answer_minutes),
        'finish', jsonb_build_object('clock', f.finish_clock, 'minutes', f.finish_minutes),
        'effectiveFrom', to_char(f.effective_from, 'YYYY-MM-DD'),
        'effectiveTo', to_char(f.effective_to, 'YYYY-MM-DD')) order by f.code) as conditions
      from filing_condition f
      where f.category = c.code
        and ($2::text <> 'fileable' or today.day between f.effective_from and coalesce(f.effective_to, 'infinity'))
    ) f on true
    where c.code in (select code from used)
    order by l.path`,
    [county, show, at],
  )
}

/** Writes categories as they are to be, parents before children. A condition that is not named stays: old issues name it. */
export async function writeCategories(
  transaction: Queryable,
  categories: readonly CatalogueCategory[],
): Promise<{ code: string; version: number }[]> {
  const written = await transaction.query<{ code: string; version: number }>(
    `
    insert into category as known (code, parent, name, name_en, department, answer_clock, answer_minutes, clock,
      finish_minutes, effective_from, effective_to, questions, private_photos)
    select code, parent, name, "nameEn", department, answer ->> 'clock', (answer ->> 'minutes')::int,
      finish ->> 'clock', (finish ->> 'minutes')::int, "effectiveFrom", "effectiveTo", questions, "privatePhotos"
    from jsonb_to_recordset($1::jsonb) as given (code text, parent text, name text, "nameEn" text, department text,
      answer jsonb, finish jsonb, "effectiveFrom" date, "effectiveTo" date, questions jsonb, "privatePhotos" boolean,
      version integer)
    on conflict (code) do update set parent = excluded.parent, name = excluded.name, name_en = excluded.name_en,
      department = excluded.department, answer_clock = excluded.answer_clock,
      answer_minutes = excluded.answer_minutes, clock = excluded.clock, finish_minutes = excluded.finish_minutes,
      effective_from = excluded.effective_from, effective_to = excluded.effective_to, questions = excluded.questions,
      private_photos = excluded.private_photos, version = known.version + 1
    returning code, version`,
    [JSON.stringify(categories)],
  )
  await transaction.query(
    `
    with given as (
      select g.code as category, c.*
      from jsonb_to_recordset($1::jsonb) as g (code text, conditions jsonb)
      cross join jsonb_to_recordset(g.conditions) as c (code text, name text, "nameEn" text, answer jsonb, finish jsonb,
        "effectiveFrom" date, "effectiveTo" date)
    )
    insert into filing_condition (category, code, name, name_en, answer_clock, answer_minutes, finish_clock, finish_minutes,
      effective_from, effective_to)
    select category, code, name, "nameEn", answer ->> 'clock', (answer ->> 'minutes')::int, finish ->> 'clock',
      (finish ->> 'minutes')::int, "effectiveFrom", "effectiveTo"
    from given
    on conflict (category, code) do update set name = excluded.name, name_en = excluded.name_en,
      answer_clock = excluded.answer_clock, answer_minutes = excluded.answer_minutes,
      finish_clock = excluded.finish_clock, finish_minutes = excluded.finish_minutes,
      effective_from = excluded.effective_from, effective_to = excluded.effective_to`,
    [JSON.stringify(categories)],
  )
  return written
}

/** Versions of the categories named, locked until the transaction ends; those that do not exist are left out. */
export async function lockCategories(
  transaction: Queryable,
  codes: readonly string[],
): Promise<{ code: string; version: number }[]> {
  return transaction.query(
    'select code, version from category where code = any ($1::text[]) order by code for no key update',
    [codes],
  )
}

/** Whether a code begins with the code of another county. */
export async function ownedElsewhere(db: Queryable, county: string, codes: readonly string[]): Promise<string[]> {
  const rows = await db.query<{ code: string }>(
    `select code from unnest($2::text[]) as given (code)
     where exists (select from county k where k.code = left(given.code, 6) and k.code <> $1::text)`,
    [county, codes],
  )
  return rows.map(({ code }) => code)
}
