import type { Queryable } from '#server/db.types.ts'
import { toRow, type WrittenIssue } from './write.query.ts'

/** Nobody writes issues until the transaction ends; reading goes on. */
export async function lockAllIssues(db: Queryable): Promise<void> {
  await db.query('lock table issue in share row exclusive mode')
}

/** Ids of those issues whose rows are not what they should be, or not there. */
export async function differingIds(db: Queryable, county: string, issues: readonly WrittenIssue[]): Promise<number[]> {
  const rows = await db.query<{ id: number }>(
    `
    select r.id
    from jsonb_to_recordset($2::jsonb) as r (id bigint, number text, category text, source text, state text, title text,
      place text, emergency boolean, longitude float8, latitude float8, filed_at timestamptz, answer_by timestamptz,
      finish_by timestamptz, answered_at timestamptz, finished_at timestamptz, closed_at timestamptz, rating smallint,
      callers integer, version integer, outcome text, level text, unit text, notice text, standing jsonb, head text)
    left join issue i on i.county = $1::text and i.id = r.id
    where i.id is null or (i.number, i.category, i.source, i.state, i.title, i.place, i.emergency, st_x(i.geom), st_y(i.geom),
        i.filed_at, i.answer_by, i.finish_by, i.answered_at, i.finished_at, i.closed_at, i.rating, i.callers, i.version,
        i.outcome, i.level, i.unit, i.notice, i.standing, i.head)
      is distinct from (r.number, r.category, r.source, r.state, r.title, r.place, r.emergency, r.longitude, r.latitude,
        r.filed_at, r.answer_by, r.finish_by, r.answered_at, r.finished_at, r.closed_at, r.rating, r.callers, r.version,
        r.outcome, r.level, r.unit, r.notice, r.standing, decode(r.head, 'hex'))
    order by r.id`,
    [county, JSON.stringify(issues.map((issue) => toRow(county, issue)))],
  )
  return rows.map((row) => row.id)
}

/** Where an issue was found to lie; no part of its history. */
export interface LadderRow {
  id: number
  number: string
  street: string
  community: string
  grid: string
  micro_grid: string
}

/** Takes rows away; gives what of them no history tells. */
export async function takeAway(db: Queryable, county: string, ids: readonly number[]): Promise<LadderRow[]> {
  return db.query<LadderRow>(
    `delete from issue where county = $1::text and id = any ($2::bigint[])
      returning id, number, street, community, grid, micro_grid`,
    [county, ids],
  )
}

/** Gives rows the places back that they had. */
export async function putBack(db: Queryable, county: string, rows: readonly LadderRow[]): Promise<void> {
  await db.query(
    `
    update issue i set street = r.street, community = r.community, grid = r.grid, micro_grid = r.micro_grid
    from jsonb_to_recordset($2::jsonb) as r (id bigint, street text, community text, grid text, micro_grid text)
    where i.county = $1::text and i.id = r.id
      and (i.street, i.community, i.grid, i.micro_grid) is distinct from (r.street, r.community, r.grid, r.micro_grid)`,
    [county, JSON.stringify(rows)],
  )
}
