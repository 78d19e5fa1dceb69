import type { Queryable } from '#server/db.types.ts'

/**
 * Makes the departments named by a catalogue units of the county, each under its name; those it has stay as they are.
 * Empty names are passed over.
 */
export async function addDepartments(db: Queryable, county: string, names: readonly string[]): Promise<void> {
  await db.query(
    `insert into unit (county, code, kind, name, name_en)
     select distinct $1::text, name, 'department', name, '' from unnest($2::text[]) as given (name) where name <> ''
     on conflict (county, code) do nothing`,
    [county, names],
  )
}
