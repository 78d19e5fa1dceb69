import type { IssueEntry } from '#domain/issue/issue-entry.ts'
import { projectIssue } from '#domain/issue/project-issue.ts'
import type { Queryable } from '#server/db.types.ts'
import { insertEntries, insertIssues, type WrittenIssue } from '#server/issue/write.query.ts'
import { type History, readHistories } from '#server/issue/write-issues.ts'
import { entriesOf } from '../entries-of.ts'
import type { SaidIssue } from '../issue-row.ts'
import { refuse } from '../report.ts'
import { keepIssues } from '../undo-issues.ts'
import type { TargetWork } from './target.ts'

const batchIssues = 500

/**
 * Writes what the source tells otherwise than the county has it: entries are never changed, so a new closing follows
 * the old entries, and any other change files the issue anew after them. Issues on which people here have acted are
 * left as they are; where the source has changed as well, the row is refused. Returns how many were rewritten and left, in
 * a trial how many would be.
 */
export async function rewriteIssues(work: TargetWork): Promise<{ rewritten: number; left: number }> {
  const { transaction, county, run, trial, together } = work
  let [rewritten, left, after] = [0, 0, 0]
  for (;;) {
    const rows = await changedRows(transaction, after)
    if (rows.length === 0) return { rewritten, left }
    const keys = rows.map((row) => row.key)
    const histories = await readHistories(transaction, county.code, keys)
    const refused: number[] = []
    const issues: WrittenIssue[] = []
    for (const row of rows) {
      const judged = judge(row, histories.get(row.key))
      if (judged === 'acted-on-here') {
        refuse(work.report, { row: row.row, key: row.key, reason: judged, value: row.key })
        refused.push(row.row)
      }
      if (typeof judged !== 'string') issues.push(judged)
    }
    if (!trial && issues.length > 0)
      await together(async (on) => {
        await replaceIssues(on, county.code, issues, rows)
        await keepIssues(on, county.code, run, issues)
      })
    await transaction.query('delete from import_stage where number = any ($1::integer[])', [refused])
    rewritten += issues.length
    left += refused.length
    after = rows.at(-1)!.row
  }
}

interface ChangedRow {
  row: number
  key: string
  said: SaidIssue
  longitude: number
  latitude: number
  id: number
}

async function changedRows(transaction: Queryable, after: number): Promise<ChangedRow[]> {
  return transaction.query<ChangedRow>(
    `select s.number as row, s.key, s.fields as said, st_x(s.geom) as longitude, st_y(s.geom) as latitude, k.id
    from import_known k join import_stage s on s.number = k.number
    where k.changed and s.number > $1::integer order by s.number limit $2::integer`,
    [after, batchIssues],
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

/** The projection is written anew: its place, its month and its category may be others now. */
async function replaceIssues(
  transaction: Queryable,
  county: string,
  issues: readonly WrittenIssue[],
  rows: readonly ChangedRow[],
): Promise<void> {
  await transaction.query(
    `delete from issue i using import_known k
    where i.county = $1::text and i.id = k.id and i.filed_at = k.filed_at and k.number = any ($2::integer[])`,
    [county, rows.filter((row) => issues.some((issue) => issue.id === row.id)).map((row) => row.row)],
  )
  await insertIssues(transaction, county, issues)
  await insertEntries(transaction, county, issues)
}
