import type { Queryable } from '#server/db.types.ts'

/** Nobody files or acts until the transaction ends; reading goes on. Whoever waits finds the new grids. */
export async function holdIssues(db: Queryable): Promise<void> {
  // exclusive: a writer that has locked its rows would otherwise wait for us while we wait for its rows
  await db.query('lock table issue in exclusive mode')
}

export interface MovedIssue {
  number: string
  from: string
  to: string
}

/**
 * Places the issues in changed ground anew, as they are placed when they are filed; answers the open ones whose grid
 * became another.
 */
export async function moveLadders(
  db: Queryable,
  county: string,
  before: readonly string[],
  after: readonly string[],
): Promise<MovedIssue[]> {
  return db.query<MovedIssue>(
    `with opened as materialized (
       select g.code, g.community, g.geom, a.parent
       from grid g left join area a on a.county = g.county and a.code = g.community
       where g.county = $1::text and g.valid_to is null and g.code = any ($3::text[])
     ), inside as materialized (
       select i.id, i.filed_at, min(o.code) as code
       from opened o join issue i on i.county = $1::text and st_covers(o.geom, i.geom)
       group by i.id, i.filed_at
     ), lower as materialized (
       select i.id, i.filed_at, m.grid, min(m.code) as code
       from micro_grid m join issue i on i.county = $1::text and st_covers(m.geom, i.geom)
       where m.county = $1::text and m.valid_to is null and m.grid = any ($3::text[])
       group by i.id, i.filed_at, m.grid
     ), placed as (
       select i.id, i.filed_at, i.number, i.state, i.grid as from_grid,
         coalesce(f.code, '') as grid, coalesce(l.code, '') as micro_grid,
         coalesce(o.community, i.community) as community, coalesce(o.parent, i.street) as street
       from issue i
       left join inside f on f.id = i.id and f.filed_at = i.filed_at
       left join opened o on o.code = f.code
       left join lower l on l.id = i.id and l.filed_at = i.filed_at and l.grid = f.code
       where i.county = $1::text
         -- a border belongs to the grid with the smaller code, which may be a neighbour's
         and (i.grid = any ($2::text[]) or (f.code is not null and (i.grid = '' or f.code < i.grid)))
         and (i.grid <> coalesce(f.code, '') or i.micro_grid <> coalesce(l.code, ''))
     ), moved as (
       update issue i set grid = p.grid, micro_grid = p.micro_grid, community = p.community, street = p.street
       from placed p
       where i.county = $1::text and i.filed_at = p.filed_at and i.id = p.id
       returning p.number, p.state, p.from_grid, p.grid
     )
     select number, from_grid as "from", grid as "to" from moved
     where state <> 'closed' and from_grid <> grid
     order by number`,
    [county, before, after],
  )
}
