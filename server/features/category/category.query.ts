import type { Category } from '#domain/contract/category.ts'
import type { Queryable } from '#server/db.types.ts'

/** All categories, also those whose time has ended: issues still stand in them. Each comes after its parent, then by code. */
export async function categoryRows(db: Queryable): Promise<Category[]> {
  return db.query<Category>(`
    with recursive ladder as (
      select code, parent, name, name_en, array[code] as path from category where parent is null
      union all
      select c.code, c.parent, c.name, c.name_en, l.path || c.code from category c join ladder l on c.parent = l.code
    )
    select code, parent, name, name_en as "nameEn" from ladder order by path`)
}
