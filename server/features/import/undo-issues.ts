import { projectIssue } from '#domain/issue/project-issue.ts'
import type { Queryable } from '#server/db.types.ts'
import { type EntryRow, entryRows, insertIssues, type WrittenIssue } from '#server/issue/write.query.ts'
import { toEntry } from '#server/issue/write-issues.ts'
import type { Taking } from './in-session.ts'

/** What became of the issues of an import that was taken back. */
export interface UndoneIssues {
  /** How many are gone, or what they were before. */
  rows: number
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
 * Takes the issues of an import back, so many at once: those that it filed go with their entries, those that it filed anew
 * lose the entries that it added. What people did since is a history that nobody takes back: such an issue stays whole.
 * What the server did by itself (clocks that ran out, a calendar, a plan that moved borders) keeps none.
 */
export async function undoIssues(
  { transaction, apart }: Pick<Taking, 'transaction' | 'apart'>,
  county: string,
  run: number,
  atOnce: number,
): Promise<UndoneIssues> {
  await lineUp(transaction, county, run, transaction.rowsAtOnce)
  const undone: UndoneIssues = { rows: 0, kept: [] }
  for (let after = 0; ; after += atOnce) {
    const issues = await transaction.query<LinedUp>(
      `select number, id, filed_at::text as "filedAt", before, version, touched from import_undo
      where place > $1::integer and place <= $1::integer + $2::integer order by place`,
      [after, atOnce],
    )
    if (issues.length === 0) return { ...undone, kept: undone.kept.sort() }
    const going = issues.filter(({ touched }) => !touched)
    const earlier = await asTheyWere(transaction, county, going)
    const gone = going.length === 0 ? [] : await apart((on) => takeBack(on, county, going, earlier))
    undone.rows += gone.length
    const gones = new Set(gone)
    undone.kept.push(...issues.filter(({ id }) => !gones.has(id)).map(({ number }) => number))
  }
}

/** Drops what `undoIssues` leaves in the session. */
export async function dropLine(on: Queryable): Promise<void> {
  await on.query('drop table if exists import_told, import_undo')
}

interface LinedUp {
  number: string
  id: number
  /** To the microsecond. */
  filedAt: string
  /** The version that it goes back to, 0 for one that goes. */
  before: number
  version: number
  touched: boolean
}

/** Lines the issues of an import up in the order of filing: those of a batch then lie in one month. */
async function lineUp(on: Queryable, county: string, run: number, atOnce: number): Promise<void> {
  await dropLine(on)
  await on.query(
    `create temp table import_told (number text, id bigint, filed_at timestamptz, before integer, version integer, touched boolean)`,
  )
  for (let after: string | null = ''; after !== null; ) {
    const [last]: { number: string | null }[] = await on.query(
      `with changed as materialized (
        select key as number, coalesce((before->>'version')::integer, 0) as before, after::integer as after
        from import_change where county = $1::text and run = $2::bigint and place = 'issue' and key > $3::text
        order by key limit $4::bigint
      ), told as (
        insert into import_told
        select i.number, i.id, i.filed_at, c.before, i.version, i.version <> c.after and (c.before > 0 or exists (
            select from issue_event e where e.county = $1::text and e.issue = i.id and e.sequence > c.after
              and e.kind <> all (array['escalate', 'reclock', 'regrid'])))
        from changed c
        join issue i on i.county = $1::text and i.number = c.number
      )
      select max(number) as number from changed`,
      [county, run, after, atOnce],
    )
    after = last!.number
  }
  await on.query(
    'create temp table import_undo as select row_number() over (order by filed_at, id) as place, * from import_told',
  )
  await on.query('create unique index on import_undo (place)')
}

/** Issues that the import filed anew, from the entries that they had before it: these never change. */
async function asTheyWere(on: Queryable, county: string, issues: readonly LinedUp[]): Promise<WrittenIssue[]> {
  const before = new Map(issues.map((issue) => [issue.number, issue.before]))
  const numbers = [...before.keys()].filter((number) => before.get(number)! > 0)
  if (numbers.length === 0) return []
  const rows = await entryRows(on, county, numbers)
  const histories = new Map<string, EntryRow[]>(numbers.map((number) => [number, []]))
  for (const row of rows) if (row.sequence <= before.get(row.number)!) histories.get(row.number)!.push(row)
  return [...histories].map(([number, entries]) => {
    const { id, hash } = entries.at(-1)!
    const chain = hash === null ? {} : { head: hash }
    return { id, number, before: entries.length, issue: projectIssue(entries.map(toEntry))!, entries: [], ...chain }
  })
}

/** Ids of those that are gone, or what they were: not of those on which somebody has acted since they were lined up. */
async function takeBack(
  transaction: Queryable,
  county: string,
  issues: readonly LinedUp[],
  earlier: readonly WrittenIssue[],
): Promise<number[]> {
  const gone = await deleteRows(transaction, county, issues)
  await transaction.query(
    `delete from issue_event e using unnest($2::bigint[], $3::integer[]) as u (id, before)
    where e.county = $1::text and e.issue = u.id and e.sequence > u.before`,
    [
      county,
      issues.filter(({ id }) => gone.has(id)).map(({ id }) => id),
      issues.filter(({ id }) => gone.has(id)).map(({ before }) => before),
    ],
  )
  const back = earlier.filter(({ id }) => gone.has(id))
  if (back.length > 0) await insertIssues(transaction, county, back)
  return [...gone]
}

/** Deletes the rows of issues that are still at the version they were read at; answers their ids. */
export async function deleteRows(
  transaction: Queryable,
  county: string,
  issues: readonly Pick<LinedUp, 'id' | 'filedAt' | 'version'>[],
): Promise<Set<number>> {
  // the months are told as such: others are neither looked at nor locked
  const gone = await transaction.query<{ id: number }>(
    `delete from issue i using unnest($2::bigint[], $3::timestamptz[], $4::integer[]) as read (id, filed_at, version)
    where i.county = $1::text and i.filed_at = read.filed_at and i.id = read.id and i.version = read.version
      and i.filed_at between $5::timestamptz and $6::timestamptz
    returning i.id`,
    [
      county,
      issues.map(({ id }) => id),
      issues.map(({ filedAt }) => filedAt),
      issues.map(({ version }) => version),
      issues[0]!.filedAt,
      issues.at(-1)!.filedAt,
    ],
  )
  return new Set(gone.map(({ id }) => id))
}
