import type { Manifest } from '#domain/contract/manifest.ts'
import type { Queryable } from '#server/db.types.ts'
import { UnreadableFile } from '#server/import/file/unreadable-file.ts'

/** Code of a category by what a row may call it: its code, or its English name where it has no children. */
export type CategoryWords = ReadonlyMap<string, string>

/** Reads a manifest's code table; throws UnreadableFile naming the entry that cannot stand. */
export function categoryWords({ catalogue, county }: Manifest): CategoryWords {
  const words = new Map<string, string>()
  if (catalogue === undefined) return words
  const parents = new Set(catalogue.categories.map((category) => category.parent))
  for (const { code, parent, nameEn } of catalogue.categories) {
    const wrong = (why: string) => new UnreadableFile(`catalogue: category ${code} ${why}`)
    if (!code.startsWith(county.code)) throw wrong(`does not begin with the county's code ${county.code}`)
    if (parent !== undefined && !words.has(parent)) throw wrong(`stands before its parent ${parent}, or has none`)
    if (words.has(code)) throw wrong('is listed twice')
    words.set(code, code)
    if (parents.has(code)) continue
    if (words.has(nameEn)) throw wrong(`shares its name ${JSON.stringify(nameEn)} with ${words.get(nameEn)}`)
    words.set(nameEn, code)
  }
  return words
}

/** What a row may call the kinds of matters that a county has: their codes, and names that one of them alone bears. */
export async function knownCategories(db: Queryable, county: string): Promise<CategoryWords> {
  const rows = await db.query<{ code: string; word: string }>(
    `with leaf as (
      select code, name, name_en from category c
      where not exists (select from county k where k.code = left(c.code, 6) and k.code <> $1::text)
        and not exists (select from category child where child.parent = c.code)
    ), named as (
      select code, name as word from leaf union select code, name_en from leaf
    )
    select code, code as word from leaf
    union all
    select min(code), word from named where word <> '' and word not in (select code from leaf)
    group by word having count(*) = 1`,
    [county],
  )
  return new Map(rows.map(({ word, code }) => [word, code]))
}

/** Brings the code table up to date; a category no longer listed stays, since issues stand in it. */
export async function writeCatalogue(transaction: Queryable, catalogue: Manifest['catalogue']): Promise<void> {
  if (catalogue === undefined) return
  const { categories, effectiveFrom, effectiveTo = null } = catalogue
  const departments = new Map(categories.map(({ code, department }) => [code, department]))
  await transaction.query(
    `insert into category (code, parent, name, name_en, department, effective_from, effective_to)
    select code, nullif(parent, ''), name, name_en, department, $6::date, $7::date
    from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[]) as given (code, parent, name, name_en, department)
    on conflict (code) do update set parent = excluded.parent, name = excluded.name, name_en = excluded.name_en,
      department = excluded.department, effective_from = excluded.effective_from, effective_to = excluded.effective_to`,
    [
      categories.map((category) => category.code),
      categories.map((category) => category.parent ?? ''),
      categories.map((category) => category.name ?? category.nameEn),
      categories.map((category) => category.nameEn),
      categories.map(({ department, parent = '' }) => department || (departments.get(parent) ?? '')),
      effectiveFrom,
      effectiveTo,
    ],
  )
}
