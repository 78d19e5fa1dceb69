import { hashOfSaid } from './entry-hash.ts'
import type { StandingEntry, TellingRow } from './history.query.ts'

/**
 * What is wrong with a history.
 * `changed`: the entry does not say what its hash says, or does not follow from the one before;
 * `missing`: entries from this sequence on are gone; `twice`: the sequence is there already;
 * `without-hash`: an entry without hash after entries that have one; `too-many`: entries beyond the issue's version;
 * `wrong-head`: the last entry is not the one the issue ends with;
 * `no-history`: an issue without entries; `no-issue`: entries without an issue.
 */
export type Wrong =
  | 'changed'
  | 'missing'
  | 'twice'
  | 'without-hash'
  | 'too-many'
  | 'wrong-head'
  | 'no-history'
  | 'no-issue'

export interface Finding {
  /** Number of the issue; its id where it has no row any more. */
  number: string
  sequence: number
  wrong: Wrong
}

export interface CheckedHistory {
  findings: Finding[]
  /** Entries from before there were chains: nothing shows whether they were changed. */
  unchained: number
}

/** Checks the entries of one issue, in their order, against their chain and against the issue's row. */
export function checkHistory(
  county: string,
  issue: number,
  row: TellingRow | undefined,
  entries: readonly StandingEntry[],
): CheckedHistory {
  const number = row?.number ?? String(issue)
  const findings: Finding[] = []
  const find = (sequence: number, wrong: Wrong) => findings.push({ number, sequence, wrong })
  let unchained = 0
  let before: string | null = null
  let expected = 1
  for (const entry of entries) {
    const { sequence, hash } = entry
    if (sequence < expected) {
      find(sequence, 'twice')
      continue
    }
    const gap = sequence > expected
    if (gap) find(expected, 'missing')
    // after a gap nothing tells what this one followed: its own successors still do
    else if (hash !== null && hash !== hashOf(before ?? '', county, entry)) find(sequence, 'changed')
    if (hash === null && before !== null) find(sequence, 'without-hash')
    if (hash === null && before === null) unchained += 1
    before = hash ?? before
    expected = sequence + 1
  }
  if (row === undefined) find(1, 'no-issue')
  else if (entries.length === 0) find(1, 'no-history')
  else if (expected <= row.version) find(expected, 'missing')
  else if (expected > row.version + 1) find(row.version + 1, 'too-many')
  else if (row.head !== before) find(row.version, 'wrong-head')
  return { findings, unchained }
}

function hashOf(before: string, county: string, entry: StandingEntry): string {
  const { issue, sequence, kind, actor, role, by_unit: byUnit, detail } = entry
  return hashOfSaid(before, county, issue, { sequence, at: entry.at.getTime(), kind, actor, role, byUnit, detail })
}
