import { projectIssue } from '#domain/issue/project-issue.ts'
import type { Queryable } from '#server/db.types.ts'
import { insertEntries, insertIssues, type WrittenIssue } from '#server/issue/write.query.ts'
import { entriesOf } from '../entries-of.ts'
import type { SaidIssue } from '../issue-row.ts'
import type { ImportSession } from '../stage.ts'
import { keepIssues } from '../undo-issues.ts'
import type { TargetWork } from './target.ts'

/** About as many as lie in one community of a county's file. */
const ROWS_OF_AN_AREA = 2_500

/**
 * Lines new rows up in the order of filing: a batch then falls in one month. Each with the community whose area it lies
 * in, found area by area: row by row it takes as long as all the rest.
 */
export async function orderNew(on: ImportSession, county: string): Promise<void> {
  await on.query('create index on import_stage using gist (geom)')
  await on.query('drop table if exists import_new, import_placed')
  await on.query('create temp table import_placed (number integer, community text)')
  const communities = await on.query<{ code: string }>(
    `select code from area where county = $1::text and level = 'community' order by code`,
    [county],
  )
  const areasAtOnce = Math.ceil(on.rowsAtOnce / ROWS_OF_AN_AREA)
  for (let first = 0; first < communities.length; first += areasAtOnce)
    await on.query(
      `insert into import_placed
      select s.number, a.code from area a join import_stage s on st_covers(a.geom, s.geom)
      where a.county = $1::text and a.level = 'community' and a.code = any ($2::text[])`,
      [county, communities.slice(first, first + areasAtOnce).map(({ code }) => code)],
    )
  await on.query(
    `create temp table import_new as
    with placed as (select number, min(community) as community from import_placed group by number)
    select row_number() over (order by s.fields->>'filedAt', s.number) as place, s.number, coalesce(p.community, '') as community
    from import_stage s left join placed p on p.number = s.number
    where not exists (select 1 from import_known k where k.number = s.number)`,
  )
  await on.query('create unique index on import_new (place)')
  await on.query('analyze import_new')
}

/** Files the rows that are lined up, so many at once; while the database writes some, the next are read and made ready. */
export async function putDownNew(
  { transaction, county, run, apart, onWritten }: TargetWork,
  atOnce: number,
): Promise<void> {
  let written = 0
  let writing: Promise<unknown> = Promise.resolve()
  let reading = newRows(transaction, 0, atOnce)
  for (;;) {
    const rows = await reading
    if (rows.length === 0) break
    reading = newRows(transaction, written + rows.length, atOnce)
    const issues = rows.map(newIssue)
    const before = writing
    writing = apart((on) =>
      Promise.all([
        insertIssues(on, county.code, issues),
        insertEntries(on, county.code, issues),
        keepIssues(on, county.code, run, issues),
      ]),
    )
    for (const one of [reading, writing]) one.catch(() => {})
    await before
    written += rows.length
    onWritten(written)
  }
  await writing
}

interface NewRow {
  id: number
  key: string
  said: SaidIssue
  longitude: number
  latitude: number
  community: string
}

async function newRows(on: Queryable, after: number, atOnce: number): Promise<NewRow[]> {
  return on.query<NewRow>(
    `select nextval('issue_id_sequence') as id, s.key, s.fields as said, st_x(s.geom) as longitude, st_y(s.geom) as latitude, n.community
    from import_new n join import_stage s on s.number = n.number
    where n.place > $1::integer and n.place <= $1::integer + $2::integer order by n.place`,
    [after, atOnce],
  )
}

function newIssue({ id, key, said, longitude, latitude, community }: NewRow): WrittenIssue {
  const entries = entriesOf(said, longitude, latitude).map((entry, at) =>
    at === 0 ? { ...entry, number: key } : entry,
  )
  return { id, number: key, before: 0, issue: projectIssue(entries)!, entries, community }
}
