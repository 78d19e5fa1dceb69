import { projectIssue } from '#domain/issue/project-issue.ts'
import type { Queryable } from '#server/db.types.ts'
import { insertIssues, type WrittenIssue } from '#server/issue/write.query.ts'
import { readHistories } from '#server/issue/write-issues.ts'

const batchIssues = 2_000

/** What became of the issues of an import that was taken back. */
export interface UndoneIssues {
  /** Gone, or what they were before. */
  rows: number
  /** Numbers of those that people have worked on since: they stay as they are, with all that was done. */
  kept: string[]
}

/** Keeps which issues an import filed and which it filed anew, with the version before and after; the staged rows are still there. */
export async function keepIssueChanges(transaction: Queryable): Promise<{ new: number; changed: number }> {
  await transaction.query(
    `insert into import_changed (place, key, source, before, after)
    select 'issue', s.key, '', null, case when s.fields->>'closedAt' is null then '1' else '2' end
    from import_new n join import_stage s on s.number = n.number
    union all
    select 'issue', number, '', jsonb_build_object('version', before), after::text from import_rewritten`,
  )
  const [counted] = await transaction.query<{ new: number; changed: number }>(
    `select count(*) filter (where before is null)::int as new, count(*) filter (where before is not null)::int as changed
    from import_changed`,
  )
  return counted!
}

/**
 * Takes the issues of an import back: those that it filed go with their entries, those that it filed anew lose the entries
 * that it added. What people did since is a history that nobody takes back: such an issue stays whole. What the server did
 * by itself (clocks that ran out, a calendar, a plan that moved borders) keeps none.
 */
export async function undoIssues(transaction: Queryable, county: string, run: number): Promise<UndoneIssues> {
  // an import that comes in meanwhile would find issues that go
  await transaction.query('select pg_advisory_xact_lock(7242, $1::integer)', [county])
  await judgeIssues(transaction, county, run)
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
  const [counted] = await transaction.query<{ rows: number }>(
    'select count(*)::int as rows from import_undo where not touched',
  )
  return { rows: counted!.rows, kept: kept.map(({ number }) => number) }
}

/** Lines up the issues of the run, locked; `before`: the version that an issue goes back to, 0 for one that goes. */
async function judgeIssues(transaction: Queryable, county: string, run: number): Promise<void> {
  await transaction.query('drop table if exists import_undo')
  await transaction.query(
    `create temp table import_undo on commit drop as
    select i.number, i.id, i.filed_at, coalesce((c.before->>'version')::integer, 0) as before, c.after::integer as after,
      i.version <> c.after::integer as touched
    from import_change c join issue i on i.county = c.county and i.number = c.key
    where c.county = $1::text and c.run = $2::bigint and c.place = 'issue'
    for update of i`,
    [county, run],
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
