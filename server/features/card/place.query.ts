import type { IssueEventKind, IssueSource, IssueState } from '#domain/contract/issue.ts'
import type { Queryable } from '#server/db.types.ts'

export interface BuildingRow {
  floors: number
  households: number
  compound_code: string | null
  compound_name: string | null
  ages_known: boolean
}

/** What may be said of one building: how many households, never how old anybody is. */
export async function buildingRow(db: Queryable, county: string, code: string): Promise<BuildingRow> {
  const rows = await db.query<BuildingRow>(
    `select b.floors, b.households, c.code as compound_code, c.name as compound_name,
         exists (select 1 from building where county = $1::text and elderly > 0) as ages_known
       from building b left join compound c on c.county = b.county and c.code = b.compound
      where b.county = $1::text and b.code = $2::text`,
    [county, code],
  )
  return rows[0]!
}

export interface CompoundRow {
  walled: boolean
  gates: number
}

export async function compoundRow(db: Queryable, county: string, code: string): Promise<CompoundRow> {
  const rows = await db.query<CompoundRow>(
    `select walled, (select count(*) from gate g where g.county = c.county and g.compound = c.code)::int as gates
       from compound c where county = $1::text and code = $2::text`,
    [county, code],
  )
  return rows[0]!
}

export interface StationRow {
  level: 'county' | 'zone' | 'community' | 'grid' | 'corner'
  services: string[]
  hours: unknown
  address: string
  phone: string
}

export async function stationRow(db: Queryable, county: string, code: string): Promise<StationRow> {
  const rows = await db.query<StationRow>(
    'select level, services, hours, address, phone from station where county = $1::text and code = $2::text',
    [county, code],
  )
  return rows[0]!
}

export interface IssueRow {
  number: string
  title: string
  category_name: string
  category_name_en: string
  source: IssueSource
  state: IssueState
  place: string
  emergency: boolean
  callers: number
  street: string
  community: string
  grid: string
  micro_grid: string
  longitude: number
  latitude: number
  filed_at: Date
  answer_by: Date
  answered_at: Date | null
  finish_by: Date
  finished_at: Date | null
  closed_at: Date | null
  rating: number | null
  entries: number
  last_kind: IssueEventKind | null
  last_at: Date | null
  last_actor: string | null
}

/** One issue with the newest entry of its history; null when there is none of this number. */
export async function issueRow(db: Queryable, county: string, number: string): Promise<IssueRow | null> {
  const rows = await db.query<IssueRow>(
    `select i.number, i.title, c.name as category_name, c.name_en as category_name_en, i.source, i.state, i.place, i.emergency,
        i.callers, i.street, i.community, i.grid, i.micro_grid, st_x(i.geom) as longitude, st_y(i.geom) as latitude,
        i.filed_at, i.answer_by, i.answered_at, i.finish_by, i.finished_at, i.closed_at, i.rating,
        (select count(*) from issue_event e where e.county = i.county and e.issue = i.id)::int as entries,
        last.kind as last_kind, last.at as last_at, last.actor as last_actor
       from issue i join category c on c.code = i.category
       left join lateral (
         select kind, at, actor from issue_event e where e.county = i.county and e.issue = i.id order by sequence desc limit 1
       ) last on true
      where i.county = $1::text and i.number = $2::text
      limit 1`,
    [county, number],
  )
  return rows[0] ?? null
}
