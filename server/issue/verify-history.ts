import type { Db } from '#server/db.types.ts'
import { checkHistory, type Finding } from './check-history.ts'
import { entriesBetween, type StandingEntry, type TellingRow, tellingRows } from './history.query.ts'

const ISSUES_AT_ONCE = 500

export interface Verified {
  issues: number
  entries: number
  /** Entries from before there were chains. */
  unchained: number
  findings: number
}

/**
 * Reads all histories of a county, some hundred issues at a time, and tells whatever is wrong with them. Each part is
 * read in one snapshot, so that people may go on working.
 */
export async function verifyHistories(db: Db, county: string, tell: (finding: Finding) => void): Promise<Verified> {
  const verified: Verified = { issues: 0, entries: 0, unchained: 0, findings: 0 }
  for await (const part of historyParts(db, county))
    for (const { id, row, entries } of part) {
      const { findings, unchained } = checkHistory(county, id, row, entries)
      verified.issues += row === undefined ? 0 : 1
      verified.entries += entries.length
      verified.unchained += unchained
      verified.findings += findings.length
      for (const finding of findings) tell(finding)
    }
  return verified
}

interface HistoryOfIssue {
  id: number
  row: TellingRow | undefined
  entries: StandingEntry[]
}

async function* historyParts(db: Db, county: string): AsyncGenerator<HistoryOfIssue[]> {
  for (let after: number | null = 0; after !== null; ) {
    const from: number = after
    const { rows, last, entries } = await db.transaction(async (transaction) => {
      await transaction.query('set transaction isolation level repeatable read, read only')
      const some = await tellingRows(transaction, county, from, ISSUES_AT_ONCE)
      const upTo = some.length < ISSUES_AT_ONCE ? null : some.at(-1)!.id
      return { rows: some, last: upTo, entries: await entriesBetween(transaction, county, from, upTo) }
    })
    yield together(rows, entries)
    after = last
  }
}

/** Rows and entries by the id of their issue; either may be missing. */
function together(rows: readonly TellingRow[], entries: readonly StandingEntry[]): HistoryOfIssue[] {
  const found = new Map<number, HistoryOfIssue>()
  for (const row of rows) found.set(row.id, { id: row.id, row, entries: [] })
  for (const entry of entries) {
    const one = found.get(entry.issue) ?? { id: entry.issue, row: undefined, entries: [] }
    one.entries.push(entry)
    found.set(entry.issue, one)
  }
  return [...found.values()]
}
