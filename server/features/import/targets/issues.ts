import type { TileLayer } from '#domain/contract/common.ts'
import { projectIssue } from '#domain/issue/project-issue.ts'
import { addDepartments } from '#server/account/departments.ts'
import type { Queryable } from '#server/db.types.ts'
import { insertEntries, insertIssues, nextIssueIds, type WrittenIssue } from '#server/issue/write.query.ts'
import { writeCatalogue } from '../catalogue.ts'
import { entriesOf } from '../entries-of.ts'
import type { SaidIssue } from '../issue-row.ts'
import { rewriteIssues } from './changed-issues.ts'
import type { TargetWork } from './target.ts'

/** Few enough that what else the process serves has its turn: hashes and texts of each are made at once. */
const batchIssues = 500

/**
 * Issues, known by their numbers: the source's keys. New ones get the entries that the source knows of, filing and
 * closing; one that the source has changed since gets further entries; an unchanged one gets none. Tells of one layer.
 */
export async function writeIssues(work: TargetWork): Promise<TileLayer[]> {
  const { transaction, county, catalogue, report, onWritten } = work
  // two imports at once would both find a number new
  await transaction.query('select pg_advisory_xact_lock(7242, $1::integer)', [county.code])
  await writeCatalogue(transaction, catalogue)
  const departments = (catalogue?.categories ?? []).map((category) => category.department)
  await addDepartments(transaction, county.code, departments)
  const known = await findKnown(transaction, county.code)
  await orderNew(transaction, county.code)
  let written = 0
  for (;;) {
    const rows = await newRows(transaction, written)
    if (rows.length === 0) break
    const ids = await nextIssueIds(transaction, rows.length)
    const issues = rows.map((row, index) => newIssue(row, ids[index]!))
    await Promise.all([insertIssues(transaction, county.code, issues), insertEntries(transaction, county.code, issues)])
    written += rows.length
    onWritten(written)
  }
  const { rewritten, left } = await rewriteIssues(work)
  report.unchanged = known - rewritten - left
  return written + rewritten > 0 ? ['issue'] : []
}

/** Marks the staged rows whose numbers the county has, and those of them that the source tells otherwise now. */
async function findKnown(transaction: Queryable, county: string): Promise<number> {
  // not its geometry: with it the embedded engine's PostGIS estimates joins wrongly, and fails
  await transaction.query('analyze import_stage (number, key)')
  await transaction.query('drop table if exists import_known')
  await transaction.query(
    `create temp table import_known on commit drop as
    select s.number, i.id, i.filed_at, i.geom is distinct from s.geom
      or (i.category, i.source, i.title, i.place, i.emergency, i.filed_at, i.answer_by, i.finish_by, i.closed_at, i.state = 'closed')
        is distinct from (said.category, said.source, said.title, said.place, said.emergency, said."filedAt", said."answerBy",
          said."finishBy", said."closedAt", said."closedAt" is not null) as changed
    from import_stage s
    cross join lateral jsonb_to_record(s.fields) as said (category text, source text, title text, place text,
      emergency boolean, "filedAt" timestamptz, "answerBy" timestamptz, "finishBy" timestamptz, "closedAt" timestamptz)
    join issue i on i.county = $1::text and i.number = s.key`,
    [county],
  )
  await transaction.query('create unique index on import_known (number)')
  await transaction.query('analyze import_known')
  const [counted] = await transaction.query<{ known: number }>('select count(*)::int as known from import_known')
  return counted!.known
}

/**
 * Lines new rows up in the order of filing: a batch then falls in one month. Each with the community whose area it lies
 * in, found area by area: row by row it takes as long as all the rest.
 */
async function orderNew(transaction: Queryable, county: string): Promise<void> {
  await transaction.query('create index on import_stage using gist (geom)')
  await transaction.query('drop table if exists import_new')
  await transaction.query(
    `create temp table import_new on commit drop as
    with placed as (
      select s.number, min(a.code) as community
      from area a join import_stage s on st_covers(a.geom, s.geom)
      where a.county = $1::text and a.level = 'community' group by s.number
    )
    select row_number() over (order by s.fields->>'filedAt', s.number) as place, s.number, coalesce(p.community, '') as community
    from import_stage s left join placed p on p.number = s.number
    where not exists (select 1 from import_known k where k.number = s.number)`,
    [county],
  )
  await transaction.query('create unique index on import_new (place)')
  await transaction.query('analyze import_new')
}

interface NewRow {
  key: string
  said: SaidIssue
  longitude: number
  latitude: number
  community: string
}

async function newRows(transaction: Queryable, after: number): Promise<NewRow[]> {
  return transaction.query<NewRow>(
    `select s.key, s.fields as said, st_x(s.geom) as longitude, st_y(s.geom) as latitude, n.community
    from import_new n join import_stage s on s.number = n.number
    where n.place > $1::integer and n.place <= $1::integer + $2::integer order by n.place`,
    [after, batchIssues],
  )
}

function newIssue({ key, said, longitude, latitude, community }: NewRow, id: number): WrittenIssue {
  const entries = entriesOf(said, longitude, latitude).map((entry, at) =>
    at === 0 ? { ...entry, number: key } : entry,
  )
  return { id, number: key, before: 0, issue: projectIssue(entries)!, entries, community }
}
