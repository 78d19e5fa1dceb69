import type { Queryable } from '#server/db.types.ts'

export interface OfficeRow {
  community: string
  code: string
  name: string
}

/** The station of services that each community's workers set out from: its own, else the nearest to it, the highest level first. */
export async function officeRows(db: Queryable, county: string, communities: readonly string[]): Promise<OfficeRow[]> {
  return db.query<OfficeRow>(
    `select a.code as community, s.code, s.name
     from area a
     join lateral (
       select code, name from station s where s.county = a.county and s.level in ('county', 'zone', 'community', 'grid')
       order by not st_intersects(a.geom, s.geom), s.level <> 'community', a.geom <-> s.geom, s.code limit 1) s on true
     where a.county = $1::text and a.code = any ($2::text[])
     order by a.code`,
    [county, communities],
  )
}

/** Path of an area of a county, or of the county itself; null when there is none. */
export async function areaPath(db: Queryable, county: string, code: string): Promise<string | null> {
  if (code === county) return `/${county}/`
  const [row] = await db.query<{ path: string }>('select path from area where county = $1::text and code = $2::text', [
    county,
    code,
  ])
  return row?.path ?? null
}
