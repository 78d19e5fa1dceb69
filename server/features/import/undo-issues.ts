import { projectIssue } from '#domain/issue/project-issue.ts'
import type { Queryable } from '#server/db.types.ts'
import { insertIssues, type WrittenIssue } from '#server/issue/write.query.ts'
import { readHistories } from '#server/issue/write-issues.ts'

/** Few enough that whoever waits for the embedded engine's one session has a turn soon. */
const batchIssues = 1_000

/** What became of issues of an import that was taken back. */
export interface UndoneIssues {
  /** Gone, or what they were before. */
  rows: number
  /** Number of the last that was looked at. */
  last: string
  /** Numbers of those that people have worked on since: they stay as they are, with all that was done. */
  kept: string[]
}

/** Keeps of issues that an import has filed, or filed anew, under its number: the version before (none: they are new) and after. */
export async function keepIssues(
  transaction: Queryable,
  county: string,
  run: number,
  issues: readonly WrittenIssue[],
): Promise<void> {
  await transaction.query(
    `insert into import_change (county, run, place, key, before, after)
    select $1::text, $2::bigint, 'issue', number, case when before > 0 then jsonb_build_object('version', before) end, after
    from unnest($3::text[], $4::integer[], $5::text[]) as written (number, before, after)`,
    [
      county,
      run,
      issues.map(({ number }) => number),
      issues.map(({ before }) => before),
      issues.map(({ issue }) => String(issue.version)),
    ],
    'often',
  )
}

/**
 * Takes the next issues of an import back, after the number `after`: those that it filed go with their entries, those
 * that it filed anew lose the entries that it added. What people did since is a history that nobody takes back: such an
 * issue stays whole. What the server did by itself (clocks that ran out, a calendar, a plan that moved borders) keeps none.
 * Null when there are no more.
 */
export async function undoIssues(
  transaction: Queryable,
  county: string,
  run: number,
  after: string,
): Promise<UndoneIssues | null> {
  // an import that comes in meanwhile would find issues that go
  await transaction.query('select pg_advisory_xact_lock(7242, $1::integer)', [county])
  const changed = await transaction.query<ChangedIssue>(
    `select key as number, coalesce((before->>'version')::integer, 0) as before, after::integer as after
    from import_change where county = $1::text and run = $2::bigint and place = 'issue' and key > $3::text
    order by key limit $4::integer`,
    [county, run, after, batchIssues],
  )
  if (changed.length === 0) return null
  await judgeIssues(transaction, county, changed)
  const kept = await transaction.query<{ number: string }>(
    'select number from import_undo where touched order by number',
  )
  await transaction.query(
    `delete from issue_event e using import_undo u
    where not u.touched and e.county = $1::text and e.issue = u.id and e.sequence > u.before`,
    [county],
  )
  await transaction.query(
    `delete from issue i using import_undo u
    where not u.touched and u.before = 0 and i.county = $1::text and i.filed_at = u.filed_at and i.id = u.id`,
    [county],
  )
  await putBack(transaction, county)
  return { rows: changed.length - kept.length, kept: kept.map(({ number }) => number), last: changed.at(-1)!.number }
}

/** An issue of the run with its versions; `before`: the one that it goes back to, 0 for one that goes. */
interface ChangedIssue {
  number: string
  before: number
  after: number
}

/** Lines these issues up, locked. The numbers are told once more as such: of the rows of a list the planner knows nothing. */
async function judgeIssues(transaction: Queryable, county: string, changed: readonly ChangedIssue[]): Promise<void> {
  await transaction.query('drop table if exists import_undo')
  await transaction.query(
    `create temp table import_undo (number text, id bigint, filed_at timestamptz, before integer, after integer, touched boolean)
    on commit drop`,
  )
  await transaction.query(
    `insert into import_undo
    select i.number, i.id, i.filed_at, c.before, c.after, i.version <> c.after
    from unnest($2::text[], $3::integer[], $4::integer[]) as c (number, before, after)
    join issue i on i.county = $1::text and i.number = any ($2::text[]) and i.number = c.number
    for update of i`,
    [
      county,
      changed.map(({ number }) => number),
      changed.map(({ before }) => before),
      changed.map(({ after }) => after),
    ],
  )
  await transaction.query(
    `update import_undo u set touched = false
    where touched and before = 0 and not exists (
      select from issue_event e where e.county = $1::text and e.issue = u.id and e.sequence > u.after
        and e.kind <> all (array['escalate', 'reclock', 'regrid']))`,
    [county],
  )
  await transaction.query('analyze import_undo')
}

/** Rows of issues that stood before are made anew from the entries that are left. */
async function putBack(transaction: Queryable, county: string): Promise<void> {
  const earlier = await transaction.query<{ number: string; id: number; before: number }>(
    'select number, id, before from import_undo where not touched and before > 0 order by id',
  )
  for (let first = 0; first < earlier.length; first += batchIssues) {
    const batch = earlier.slice(first, first + batchIssues)
    const numbers = batch.map(({ number }) => number)
    const histories = await readHistories(transaction, county, numbers)
    const issues = batch.map(({ number, id }): WrittenIssue => {
      const { entries, head } = histories.get(number)!
      const chain = head === '' ? {} : { head }
      return { id, number, before: entries.length, issue: projectIssue(entries)!, entries: [], ...chain }
    })
    await transaction.query(
      `delete from issue i using import_undo u
      where u.number = any ($2::text[]) and i.county = $1::text and i.filed_at = u.filed_at and i.id = u.id`,
      [county, numbers],
    )
    await insertIssues(transaction, county, issues)
  }
}
