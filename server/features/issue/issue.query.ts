import type { Box } from '#domain/contract/common.ts'
import type { IssueEventKind, IssueSource, IssueState } from '#domain/contract/issue.ts'
import type { Queryable } from '#server/db.types.ts'

export interface IssueRow {
  id: number
  number: string
  version: number
  category: string
  category_name: string
  category_name_en: string
  source: IssueSource
  state: IssueState
  title: string
  place: string
  emergency: boolean
  street: string
  street_name: string
  community: string
  community_name: string
  grid: string
  grid_name: string
  micro_grid: string
  longitude: number
  latitude: number
  filed_at: Date
  answer_by: Date
  finish_by: Date
  answered_at: Date | null
  finished_at: Date | null
  closed_at: Date | null
  rating: number | null
  callers: number
}

export interface IssueFilter {
  county: string
  /** A state, `open` (not closed) or `all`. */
  state: IssueState | 'open' | 'all'
  category: string | null
  area: string | null
  box: Box | null
  numbers: string[] | null
  limit: number
  /** Number of the last issue of the page before. */
  after: string | null
}

/** Issues newest first. */
export async function issueRows(db: Queryable, filter: IssueFilter): Promise<IssueRow[]> {
  const [west, south, east, north] = filter.box ?? [null, null, null, null]
  return db.query<IssueRow>(
    `
    with wanted as (
      select i.*
      from issue i
      where i.county = $1::text
        and ($2::text = 'all' or ($2::text = 'open' and i.state <> 'closed') or i.state = $2::text)
        and ($3::text is null or i.category in (
          with recursive below as (
            select code from category where code = $3::text
            union select c.code from category c join below b on c.parent = b.code)
          select code from below))
        and ($4::text is null or $4::text in (i.street, i.community, i.grid, i.micro_grid))
        and ($5::float8 is null
          or i.geom && st_makeenvelope($5::float8, $6::float8, $7::float8, $8::float8, 4326))
        and ($9::text[] is null or i.number = any ($9::text[]))
        and ($10::text is null or (
          i.filed_at <= (select p.filed_at from issue p where p.county = $1::text and p.number = $10::text)
          and (i.filed_at, i.id) < (select p.filed_at, p.id from issue p where p.county = $1::text and p.number = $10::text)))
      order by i.filed_at desc, i.id desc
      limit $11::integer
    )
    select i.id, i.number, i.version, i.category, c.name as category_name, c.name_en as category_name_en, i.source, i.state,
      i.title, i.place, i.emergency, i.street, coalesce(s.name, '') as street_name,
      i.community, coalesce(m.name, '') as community_name, i.grid, coalesce(g.name, '') as grid_name, i.micro_grid,
      st_x(i.geom) as longitude, st_y(i.geom) as latitude,
      i.filed_at, i.answer_by, i.finish_by, i.answered_at, i.finished_at, i.closed_at, i.rating, i.callers
    from wanted i
    join category c on c.code = i.category
    left join area s on s.county = i.county and s.code = i.street
    left join area m on m.county = i.county and m.code = i.community
    left join grid g on g.county = i.county and g.code = i.grid and g.valid_to is null
    order by i.filed_at desc, i.id desc`,
    [
      filter.county,
      filter.state,
      filter.category,
      filter.area,
      west,
      south,
      east,
      north,
      filter.numbers,
      filter.after,
      filter.limit,
    ],
  )
}

export interface IssueEventRow {
  sequence: number
  at: Date
  kind: IssueEventKind
  actor: string
  detail: Record<string, unknown>
}

/** The history of one issue, oldest first. */
export async function issueEventRows(db: Queryable, county: string, issue: number): Promise<IssueEventRow[]> {
  return db.query<IssueEventRow>(
    `select sequence, at, kind, actor, detail from issue_event
      where county = $1::text and issue = $2::bigint order by sequence`,
    [county, issue],
  )
}

/** Whether the county is on this server. */
export async function countyExists(db: Queryable, county: string): Promise<boolean> {
  const rows = await db.query('select 1 from county where code = $1::text', [county])
  return rows.length > 0
}
