import { projectIssue } from '#domain/issue/project-issue.ts'
import type { Db, Queryable } from '#server/db.types.ts'
import { entriesBetween, type StandingEntry, tellingRows } from './history.query.ts'
import { differingIds, lockAllIssues, putBack, takeAway } from './rebuild.query.ts'
import { insertIssues, type WrittenIssue } from './write.query.ts'
import { numberOf, toEntry } from './write-issues.ts'

const ISSUES_AT_ONCE = 500

export interface Rebuilt {
  /** Issues that the history tells of. */
  issues: number
  /** Of these, how many were not in the table as their history tells them. */
  differing: number
}

/**
 * Makes the issues of a county what their histories tell, some hundred at a time; `check` only counts what differs.
 * `tell` hears the number of each that differs. Where an issue lies among the areas is no part of its history: a row
 * that is there keeps it, one that is made anew is placed by today's areas.
 */
export async function rebuildIssues(
  db: Db,
  county: string,
  { check }: { check: boolean },
  tell: (number: string) => void = () => {},
): Promise<Rebuilt> {
  const rebuilt: Rebuilt = { issues: 0, differing: 0 }
  for (let after: number | null = 0; after !== null; ) {
    const from: number = after
    const part = await db.transaction((transaction) => rebuildPart(transaction, county, from, check))
    rebuilt.issues += part.issues
    rebuilt.differing += part.differing.length
    for (const number of part.differing) tell(number)
    after = part.last
  }
  return rebuilt
}

async function rebuildPart(transaction: Queryable, county: string, after: number, check: boolean) {
  if (check) await transaction.query('set transaction isolation level repeatable read, read only')
  else await lockAllIssues(transaction)
  const rows = await tellingRows(transaction, county, after, ISSUES_AT_ONCE)
  const last = rows.length < ISSUES_AT_ONCE ? null : rows.at(-1)!.id
  const numbers = new Map(rows.map((row) => [row.id, row.number]))
  const told = historiesOf(await entriesBetween(transaction, county, after, last))
  const issues = [...told].flatMap(([id, entries]) => issueOf(id, numbers.get(id), entries) ?? [])
  const differing = new Set(issues.length === 0 ? [] : await differingIds(transaction, county, issues))
  const changed = issues.filter((issue) => differing.has(issue.id))
  if (!check && changed.length > 0) await replace(transaction, county, changed)
  return { issues: issues.length, differing: changed.map((issue) => issue.number), last }
}

async function replace(transaction: Queryable, county: string, issues: readonly WrittenIssue[]): Promise<void> {
  const known = await takeAway(
    transaction,
    county,
    issues.map((issue) => issue.id),
  )
  await insertIssues(transaction, county, issues)
  if (known.length > 0) await putBack(transaction, county, known)
}

function historiesOf(entries: readonly StandingEntry[]): Map<number, StandingEntry[]> {
  const found = new Map<number, StandingEntry[]>()
  for (const entry of entries) {
    const one = found.get(entry.issue) ?? []
    one.push(entry)
    found.set(entry.issue, one)
  }
  return found
}

/**
 * The issue a history adds up to; null where it only tells of a discovery. Its number is the one in its history; a
 * history from before numbers stood in it has the number of the row, and without a row the server's own form.
 */
function issueOf(id: number, number: string | undefined, rows: readonly StandingEntry[]): WrittenIssue | null {
  const entries = rows.map(toEntry)
  const issue = projectIssue(entries)
  if (issue === null) return null
  const named = entries.find((entry) => entry.number !== undefined)?.number ?? number ?? numberOf(issue.filedAt, id)
  const head = rows.at(-1)?.hash ?? null
  return { id, number: named, before: 0, issue, entries: [], ...(head === null ? {} : { head }) }
}
