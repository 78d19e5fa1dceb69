import type { IssueEntry } from '#domain/issue/issue-entry.ts'
import { projectIssue } from '#domain/issue/project-issue.ts'
import type { Queryable } from '#server/db.types.ts'
import { insertEntries, insertIssues, type WrittenIssue } from '#server/issue/write.query.ts'
import { type History, readHistories } from '#server/issue/write-issues.ts'
import { entriesOf } from '../entries-of.ts'
import type { SaidIssue } from '../issue-row.ts'
import { refuse } from '../report.ts'
import { deleteRows, keepIssues } from '../undo-issues.ts'
import type { TargetWork } from './target.ts'

/**
 * Writes what the source tells otherwise than the county has it: entries are never changed, so a new closing follows
 * the old entries, and any other change files the issue anew after them. Issues on which people here have acted are
 * left as they are; where the source has changed as well, the row is refused. Returns how many were rewritten and left, in
 * a trial how many would be.
 */
export async function rewriteIssues(work: TargetWork, atOnce: number): Promise<{ rewritten: number; left: number }> {
  const { transaction, county, run, trial, apart } = work
  let [rewritten, left] = [0, 0]
  let after: ChangedRow | undefined
  for (;;) {
    const rows = await changedRows(transaction, after, atOnce)
    if (rows.length === 0) return { rewritten, left }
    const keys = rows.map((row) => row.key)
    const histories = await readHistories(transaction, county.code, keys)
    const refused: number[] = []
    const leave = ({ row, key }: ChangedRow) => {
      refuse(work.report, { row, key, reason: 'acted-on-here', value: key })
      refused.push(row)
    }
    const issues: WrittenIssue[] = []
    for (const row of rows) {
      const judged = judge(row, histories.get(row.key))
      if (judged === 'acted-on-here') leave(row)
      else if (judged !== 'same') issues.push(judged)
    }
    const written =
      trial || issues.length === 0 ? issues : await apart((on) => replaceIssues(on, county.code, run, issues, rows))
    for (const { id } of issues) if (!written.some((one) => one.id === id)) leave(rows.find((row) => row.id === id)!)
    await transaction.query('delete from import_stage where number = any ($1::integer[])', [refused])
    rewritten += written.length
    left += refused.length
    after = rows.at(-1)
  }
}

interface ChangedRow {
  row: number
  key: string
  said: SaidIssue
  longitude: number
  latitude: number
  id: number
  /** As it stands, to the microsecond. */
  filedAt: string
}

/** The next in the order of filing: those of a batch then lie in one month. */
async function changedRows(
  transaction: Queryable,
  after: ChangedRow | undefined,
  atOnce: number,
): Promise<ChangedRow[]> {
  return transaction.query<ChangedRow>(
    `select s.number as row, s.key, s.fields as said, st_x(s.geom) as longitude, st_y(s.geom) as latitude, k.id, k.filed_at::text as "filedAt"
    from import_known k join import_stage s on s.number = k.number
    where k.changed and (k.filed_at, k.number) > ($1::timestamptz, $2::integer)
    order by k.filed_at, k.number limit $3::integer`,
    [after?.filedAt ?? '-infinity', after?.row ?? 0, atOnce],
  )
}

/** `same`: only people here have changed it. */
function judge(row: ChangedRow, history: History | undefined): WrittenIssue | 'same' | 'acted-on-here' {
  const entries = history?.entries ?? []
  const lastFiled = entries.findLastIndex((entry) => entry.kind === 'file')
  const told = entries.slice(lastFiled, entries[lastFiled + 1]?.kind === 'close' ? lastFiled + 2 : lastFiled + 1)
  const next = entriesOf(row.said, row.longitude, row.latitude, entries.length + 1)
  if (sameEntries(told, next)) return 'same'
  if (lastFiled + told.length < entries.length) return 'acted-on-here'
  // the filing stands as it was told: only the closing is new
  const added = told.length === 1 && sameEntries(told, next.slice(0, 1)) ? renumbered(next.slice(1), -1) : next
  const issue = projectIssue([...entries, ...added])!
  return { id: row.id, number: row.key, before: entries.length, issue, entries: added, head: history?.head ?? '' }
}

function sameEntries(a: readonly IssueEntry[], b: readonly IssueEntry[]): boolean {
  return JSON.stringify(a.map(comparable)) === JSON.stringify(b.map(comparable))
}

/** What an entry tells, in one order of fields; who filed or closed may be named otherwise without a change. */
function comparable(entry: IssueEntry): unknown {
  if (entry.kind !== 'file') return [entry.kind, entry.at]
  return [entry.kind, entry.at, Object.entries(entry.filed).sort(([a], [b]) => (a < b ? -1 : 1))]
}

function renumbered(entries: readonly IssueEntry[], by: number): IssueEntry[] {
  return entries.map((entry) => ({ ...entry, sequence: entry.sequence + by }))
}

/**
 * The projection is written anew: its place, its month and its category may be others now. Returns those that were written:
 * not those on which somebody has acted since they were read.
 */
async function replaceIssues(
  transaction: Queryable,
  county: string,
  run: number,
  issues: readonly WrittenIssue[],
  rows: readonly ChangedRow[],
): Promise<WrittenIssue[]> {
  const versions = new Map(issues.map(({ id, before }) => [id, before]))
  const standing = rows.flatMap(({ id, filedAt }) => {
    const version = versions.get(id)
    return version === undefined ? [] : [{ id, filedAt, version }]
  })
  const gone = await deleteRows(transaction, county, standing)
  const written = issues.filter(({ id }) => gone.has(id))
  await insertIssues(transaction, county, written)
  await insertEntries(transaction, county, written)
  await keepIssues(transaction, county, run, written)
  return written
}
