import type { IssueStanding } from '#domain/contract/issue.ts'
import type { Db, Scope } from '#server/db.types.ts'
import { namesOf } from '#server/issue/names.ts'
import type { EntryRow } from '#server/issue/write.query.ts'
import type { WrittenRow } from '#server/issue/written-row.ts'
import { type AreaLevel, conditionsOf, type IssueFilter, isCommon } from './issue-conditions.ts'

/** An issue's row with the names of what its codes stand for. */
export interface IssueRow extends WrittenRow {
  category_name: string
  category_name_en: string
  street_name: string
  community_name: string
  grid_name: string
  unit_name: string
}

const shown = `
    i.id, i.number, i.version, i.category, i.source, i.state, i.title, i.place, i.emergency, i.street, i.community, i.grid,
      i.micro_grid, st_x(i.geom) as longitude, st_y(i.geom) as latitude, i.filed_at, i.answer_by, i.finish_by,
      i.answered_at, i.finished_at, i.closed_at, i.rating, i.callers, i.outcome, i.level, i.unit, i.notice
    from issue i`

const named = `
    select ${shown} where i.county = $1::text and i.number = any ($2::text[])`

/** Issues by their numbers, in no order; of what the scope shows. */
export async function issuesByNumber(
  db: Db,
  scope: Scope,
  county: string,
  numbers: readonly string[],
): Promise<IssueRow[]> {
  return withNames(db, county, await db.within(scope).query<WrittenRow>(named, [county, numbers], 'often'))
}

/** Issues in the order that is asked for, each page after the last issue of the one before; of what the scope shows. */
export async function issueRows(db: Db, scope: Scope, filter: IssueFilter): Promise<IssueRow[]> {
  const level = filter.area === null ? null : await levelOf(db, filter.county, filter.area)
  const categories = filter.category === null ? [] : (await namesOf(db, filter.county)).categoriesIn(filter.category)
  const rows: WrittenRow[] = []
  for (const { from, to } of windowsOf(filter)) {
    if (rows.length === filter.limit) break
    const window = { ...filter, from, to, limit: filter.limit - rows.length }
    rows.push(...(await rowsWithin(db, scope, window, level, categories)))
  }
  return withNames(db, filter.county, rows)
}

/**
 * Parts of the time of filing, newest first, that are asked one after the other until the page is full. Most issues are
 * closed ones of long ago, which a list of the newest never comes to: asked for the last two months, the database looks
 * at two of its parts instead of all. Open issues are few, and found at once by their own index.
 */
function windowsOf({ state, order, numbers, from, to, now }: IssueFilter): Pick<IssueFilter, 'from' | 'to'>[] {
  if ((state !== 'all' && state !== 'closed') || order !== 'newest' || numbers !== null) return [{ from, to }]
  const monthsBack = (months: number) => new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months))
  const [recent, older] = [monthsBack(1), monthsBack(4)]
  const windows = [
    { from: recent, to: null },
    { from: older, to: recent },
    { from: null, to: older },
  ]
  return windows.flatMap((one) => {
    const begins = latest(one.from, from)
    const ends = earliest(one.to, to)
    return begins !== null && ends !== null && begins >= ends ? [] : [{ from: begins, to: ends }]
  })
}

function latest(one: Date | null, other: Date | null): Date | null {
  return one === null || (other !== null && other > one) ? other : one
}

function earliest(one: Date | null, other: Date | null): Date | null {
  return one === null || (other !== null && other < one) ? other : one
}

/** How far down the ladder the area lies; null for one that is not of today. */
async function levelOf(db: Db, county: string, code: string): Promise<AreaLevel | null> {
  const known = (await namesOf(db, county)).level(code)
  if (known !== null) return known
  const rows = await db.query(
    'select 1 from micro_grid where county = $1::text and code = $2::text limit 1',
    [county, code],
    'often',
  )
  return rows.length > 0 ? 'micro-grid' : null
}

const orders = {
  newest: 'i.filed_at desc, i.id desc',
  soonest: 'i.finish_by, i.id',
  latest: 'i.finish_by desc, i.id desc',
} as const

async function rowsWithin(
  db: Db,
  scope: Scope,
  filter: IssueFilter,
  level: AreaLevel | null,
  categories: readonly string[],
): Promise<WrittenRow[]> {
  const { conditions, parameters } = conditionsOf(filter, level, categories)
  parameters.push(filter.limit)
  const found = `
    where ${conditions.join('\n      and ')}
    order by ${orders[filter.order]}
    limit $${parameters.length}::integer`
  if (filter.box === null && filter.near === null)
    return db
      .within(scope)
      .query<WrittenRow>(`select ${shown} ${found}`, parameters, isCommon(filter) ? 'often' : undefined)
  // under row security no index of places is used, which may tell of rows that are not shown: found first, then read
  const numbers = (await db.query<{ number: string }>(`select i.number from issue i ${found}`, parameters)).map(
    ({ number }) => number,
  )
  const rows = await db.within(scope).query<WrittenRow>(named, [filter.county, numbers], 'often')
  const places = new Map(numbers.map((number, place) => [number, place]))
  return rows.sort((a, b) => places.get(a.number)! - places.get(b.number)!)
}

/** Rows with the names that their codes have today. */
export async function withNames(db: Db, county: string, rows: readonly WrittenRow[]): Promise<IssueRow[]> {
  if (rows.length === 0) return []
  const names = await namesOf(db, county)
  return rows.map((row) => ({
    category_name: names.category(row.category).name,
    category_name_en: names.category(row.category).nameEn,
    street_name: names.area(row.street),
    community_name: names.area(row.community),
    grid_name: names.grid(row.grid),
    unit_name: row.unit === '' ? '' : names.unit(row.unit),
    // last: an object that grows after a spread is slow to make
    ...row,
  }))
}

/** An entry as the history of one issue has it. */
export type EntryOfIssue = Omit<EntryRow, 'number' | 'id' | 'version'>

/** What an issue's history says, oldest first. */
export async function issueEventRows(db: Db, scope: Scope, county: string, issue: number): Promise<EntryOfIssue[]> {
  return db.within(scope).query(
    `select sequence, at, kind, actor, role, by_unit, detail, null as hash from issue_event
      where county = $1::text and issue = $2::bigint order by sequence`,
    [county, issue],
  )
}

/** What only posts that have the issue may see: how to reach its reporters and its grid's worker, and its photos. */
export type PrivateRow = Pick<IssueStanding, 'phones' | 'photos' | 'worker'>

export async function privateRow(
  db: Db,
  scope: Scope,
  county: string,
  { id, grid }: Pick<IssueRow, 'id' | 'grid'>,
): Promise<PrivateRow> {
  const rows = await db.within(scope).query<PrivateRow>(
    `
    select
      array(select phone from issue_follow where county = $1::text and issue = $2::bigint and phone <> '' order by created_at)
        as phones,
      coalesce((select jsonb_agg(jsonb_build_object('id', id, 'sequence', sequence, 'width', width, 'height', height)
          order by sequence, created_at, id)
        from photo where county = $1::text and issue = $2::bigint), '[]') as photos,
      (select jsonb_build_object('post', o.name, 'phone', p.phone)
        from post o join person p on p.county = o.county and p.id = o.person
        where o.county = $1::text and o.role = 'grid-worker' and o.unit = $3::text and p.active
        order by p.created_at, p.id limit 1) as worker`,
    [county, id, grid],
  )
  return rows[0] ?? { phones: [], photos: [], worker: null }
}

/** Whether the county is on this server. */
export async function countyExists(db: Db, county: string): Promise<boolean> {
  const rows = await db.query('select 1 from county where code = $1::text', [county])
  return rows.length > 0
}
