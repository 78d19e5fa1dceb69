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

/** Where issues lie now: in the standing grid that covers their place, on a border the one with the smaller code. */
const placed = `
  select a.*, coalesce(f.code, '') as new_grid, coalesce(l.code, '') as new_micro_grid,
    coalesce(f.community, a.community) as new_community, coalesce(f.parent, a.street) as new_street
  from asked a
  left join lateral (
    select g.code, g.community, c.parent
    from grid g left join area c on c.county = g.county and c.code = g.community
    where g.county = $1::text and g.valid_to is null and g.geom && a.geom and st_covers(g.geom, a.geom)
    order by g.code limit 1) f on true
  left join lateral (
    select m.code from micro_grid m
    where m.county = $1::text and m.valid_to is null and m.grid = f.code and m.geom && a.geom and st_covers(m.geom, a.geom)
    order by m.code limit 1) l on true`

const columns = 'i.id, i.filed_at, i.number, i.grid, i.micro_grid, i.community, i.street, i.geom'

/**
 * Places the open issues in changed ground anew, as they are placed when they are filed; answers those whose grid became
 * another.
 */
export async function moveOpenIssues(
  db: Queryable,
  county: string,
  before: readonly string[],
  after: readonly string[],
): Promise<MovedIssue[]> {
  return db.query<MovedIssue>(
    `with asked as materialized (
       select ${columns} from issue i where i.county = $1::text and i.state <> 'closed'
     ), placed as materialized (
       select * from (${placed}) p
       where (p.grid = any ($2::text[]) or p.new_grid = any ($3::text[]))
         and (p.grid <> p.new_grid or p.micro_grid <> p.new_micro_grid)
     ), moved as (
       update issue i
       set grid = p.new_grid, micro_grid = p.new_micro_grid, community = p.new_community, street = p.new_street
       from placed p
       where i.county = $1::text and i.filed_at = p.filed_at and i.id = p.id
       returning p.number, p.grid as from_grid, p.new_grid
     )
     select number, from_grid as "from", new_grid as "to" from moved where from_grid <> new_grid order by number`,
    [county, before, after],
  )
}

export interface Placing {
  county: string
  plan: string
  grids: string[]
  filed_at: Date | null
  issue: number | null
}

/** Begins the placing of closed issues in the grids that stood. */
export async function beginPlacing(
  db: Queryable,
  county: string,
  plan: string,
  grids: readonly string[],
  at: Date,
): Promise<void> {
  await db.query(
    `insert into issue_placing (county, plan, grids, begun_at) values ($1::text, $2::text, $3::text[], $4::timestamptz)
     on conflict (county, plan) do update
       set grids = excluded.grids, begun_at = excluded.begun_at, filed_at = null, issue = null`,
    [county, plan, grids, at],
  )
}

/** One placing that nobody else works on, locked until the transaction ends; null when there is none. */
export async function takePlacing(db: Queryable): Promise<Placing | null> {
  const rows = await db.query<Placing>(
    `select county, plan, grids, filed_at, issue from issue_placing
     order by begun_at, county, plan limit 1 for update skip locked`,
  )
  return rows[0] ?? null
}

/**
 * Places the next closed issues after those looked at, oldest first; an issue that is opened again meanwhile is left to the
 * last step. Answers how many were looked at.
 */
export async function placeClosedIssues(
  db: Queryable,
  { county, plan, grids, filed_at, issue }: Placing,
  limit: number,
): Promise<number> {
  const rows = await db.query<{ looked: number }>(
    `with asked as materialized (
       select ${columns} from issue i
       where i.county = $1::text and i.state = 'closed' and i.grid = any ($2::text[])
         and ($3::timestamptz is null or (i.filed_at, i.id) > ($3::timestamptz, $4::bigint))
       order by i.filed_at, i.id limit $5::integer
     ), placed as materialized (${placed}), moved as (
       update issue i
       set grid = p.new_grid, micro_grid = p.new_micro_grid, community = p.new_community, street = p.new_street
       from placed p
       where i.county = $1::text and i.filed_at = p.filed_at and i.id = p.id and i.state = 'closed'
         and (p.grid <> p.new_grid or p.micro_grid <> p.new_micro_grid)
     ), told as (
       update issue_placing set filed_at = last.filed_at, issue = last.id
       from (select filed_at, id from asked order by filed_at desc, id desc limit 1) last
       where county = $1::text and plan = $6::text
     )
     select count(*)::integer as looked from asked`,
    [county, grids, filed_at, issue, limit, plan],
  )
  return rows[0]!.looked
}

/** Ends a placing; what was read of issues before is read anew. */
export async function endPlacing(db: Queryable, { county, plan }: Placing): Promise<void> {
  await db.query('delete from issue_placing where county = $1::text and plan = $2::text', [county, plan])
  await db.query(`select append_feed(code, 'layer', 'issue', 1, st_envelope(geom)) from county where code = $1::text`, [
    county,
  ])
}
