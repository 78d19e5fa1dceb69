import { z } from 'zod'
import type { Change } from '#domain/contract/change.ts'
import { changes } from '#domain/contract/change.ts'

/** What this browser keeps of changes until the server has them: the changes, and the version they stand on (0: none). */
const journal = z.object({ version: z.int(), changes })
type DraftJournal = z.infer<typeof journal>

/** Keeps unsaved changes; false when the browser cannot (full, or not allowed). */
export function keepJournal(county: string, scenario: string, version: number, kept: readonly Change[]): boolean {
  try {
    localStorage.setItem(keyOf(county, scenario), JSON.stringify({ version, changes: kept }))
    return true
  } catch {
    return false
  }
}

/** Unsaved changes of a scenario ('' for those without a name); null when there are none, or what is kept cannot be read. */
export function readJournal(county: string, scenario: string): DraftJournal | null {
  try {
    const parsed = journal.safeParse(JSON.parse(localStorage.getItem(keyOf(county, scenario)) ?? 'null'))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

export function dropJournal(county: string, scenario: string): void {
  try {
    localStorage.removeItem(keyOf(county, scenario))
  } catch {
    // a browser that keeps nothing has nothing to drop
  }
}

function keyOf(county: string, scenario: string): string {
  return `gridboard.what-if.${county}.${scenario}`
}
