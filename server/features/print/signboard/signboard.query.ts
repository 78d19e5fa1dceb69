import type { Queryable } from '#server/db.types.ts'

export interface ScopeRow {
  county_name: string
  demo: boolean
  time_zone: string
  attribution: string
  name: string
  path: string
}

/** An area whose boards are printed: the county itself, a street or a community; null when there is none. */
export async function scopeRow(db: Queryable, county: string, scope: string): Promise<ScopeRow | null> {
  const rows = await db.query<ScopeRow>(
    `select c.name as county_name, c.demo, c.time_zone, c.attribution, coalesce(a.name, c.name) as name,
       coalesce(a.path, '/' || c.code || '/') as path
     from county c
     left join area a on a.county = c.code and a.code = $2::text and a.level <> 'county'
     where c.code = $1::text and ($2::text = c.code or a.code is not null)`,
    [county, scope],
  )
  return rows[0] ?? null
}

export interface BoardPlaceRow {
  code: string
  /** Code of the grid it lies in. */
  grid: string
}

/**
 * Buildings of an area (its path) with the grid each lies in, in the order in which boards are hung: grid, compound,
 * building. A building that knows no micro-grid lies in the grid around its point.
 */
export async function boardPlaceRows(
  db: Queryable,
  county: string,
  path: string,
  all: boolean,
): Promise<BoardPlaceRow[]> {
  return db.query<BoardPlaceRow>(
    `select b.code, g.code as grid
     from building b
     left join micro_grid m on m.county = b.county and m.code = b.micro_grid and m.valid_to is null
     join lateral (
       select code, community from grid g where g.county = b.county and g.valid_to is null
         and case when m.grid is null then st_intersects(g.geom, b.geom) else g.code = m.grid end
       order by code limit 1) g on true
     join area a on a.county = b.county and a.code = g.community and starts_with(a.path, $2::text)
     where b.county = $1::text and ($3::boolean or b.households > 0)
     order by g.code, b.compound nulls last, length(b.name), b.name, b.code`,
    [county, path, all],
  )
}

/** Buildings of the whole county that lie in no grid of today: they get no board. */
export async function gridlessCount(db: Queryable, county: string, all: boolean): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    `select count(*)::integer as count from building b
     where b.county = $1::text and ($2::boolean or b.households > 0)
       and not exists (select from micro_grid m join grid g on g.county = m.county and g.code = m.grid and g.valid_to is null
         where m.county = b.county and m.code = b.micro_grid and m.valid_to is null)
       and not exists (select from grid g where g.county = b.county and g.valid_to is null and st_intersects(g.geom, b.geom))`,
    [county, all],
  )
  return row?.count ?? 0
}

export interface BoardRow {
  code: string
  name: string
  compound: string
  longitude: number
  latitude: number
}

/** What boards of these buildings say of them, in the order asked for. */
export async function boardRows(db: Queryable, county: string, codes: readonly string[]): Promise<BoardRow[]> {
  return db.query<BoardRow>(
    `select b.code, b.name, coalesce(c.name, '') as compound, st_x(b.geom) as longitude, st_y(b.geom) as latitude
     from unnest($2::text[]) with ordinality as asked (code, number)
     join building b on b.county = $1::text and b.code = asked.code
     left join compound c on c.county = b.county and c.code = b.compound
     order by asked.number`,
    [county, codes],
  )
}

export interface BoardGridRow {
  code: string
  name: string
  community: string
  street: string
}

/** Names of the grids of an area (its path) and of what they lie in. */
export async function boardGridRows(db: Queryable, county: string, path: string): Promise<BoardGridRow[]> {
  return db.query<BoardGridRow>(
    `select g.code, g.name, a.name as community, coalesce(s.name, '') as street
     from grid g
     join area a on a.county = g.county and a.code = g.community and starts_with(a.path, $2::text)
     left join area s on s.county = a.county and s.code = a.parent and s.level = 'street'
     where g.county = $1::text and g.valid_to is null`,
    [county, path],
  )
}
