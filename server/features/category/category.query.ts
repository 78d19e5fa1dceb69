import type { Category } from '#domain/contract/category.ts'
import type { Queryable } from '#server/db.types.ts'

/**
 * All categories, or those of a county's issues with the kinds above them; also those whose time has ended: issues still stand in them.
 * Each comes after its parent, then by code.
 */
export async function categoryRows(db: Queryable, county: string | null): Promise<Category[]> {
  return db.query<Category>(
    `
    with recursive used as (
      select code, parent from category c
      where $1::text is null or exists (select from issue_hour h where h.county = $1::text and h.category = c.code)
      union
      select c.code, c.parent from category c join used u on u.parent = c.code
    ), ladder as (
      select code, parent, name, name_en, array[code] as path from category where parent is null
      union all
      select c.code, c.parent, c.name, c.name_en, l.path || c.code from category c join ladder l on c.parent = l.code
    )
    select code, parent, name, name_en as "nameEn" from ladder where code in (select code from used) order by path`,
    [county],
  )
}
