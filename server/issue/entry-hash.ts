import { createHash } from 'node:crypto'
import type { IssueEntry } from '#domain/issue/issue-entry.ts'

/** All that an entry says, as its row has it; `at` in milliseconds since 1970. */
export interface Said {
  sequence: number
  at: number
  kind: string
  actor: string
  role: string
  byUnit: string
  detail: Readonly<Record<string, unknown>>
}

/** Hash of an entry, as `hashOfSaid`. */
export function entryHash(before: string, county: string, issue: number, entry: IssueEntry): string {
  const { sequence, at, actor, kind, role = '', byUnit = '', ...detail } = entry
  return hashOfSaid(before, county, issue, { sequence, at, kind, actor, role, byUnit, detail })
}

/**
 * Hash of what an entry says, chained to the one before it: sha256 in hex over that hash, the issue, and every part.
 * `before` is '' for the first entry of an issue and after entries that were written before there were chains.
 */
export function hashOfSaid(before: string, county: string, issue: number, said: Said): string {
  const { sequence, at, kind, actor, role, byUnit, detail } = said
  const parts = [before, county, issue, sequence, at, kind, actor, role, byUnit, detail]
  return createHash('sha256').update(canonical(parts)).digest('hex')
}

/** Hashes of entries that follow one another, in their order; `head` is the hash before the first. */
export function hashChain(head: string, county: string, issue: number, entries: readonly IssueEntry[]): string[] {
  let before = head
  return entries.map((entry) => {
    before = entryHash(before, county, issue, entry)
    return before
  })
}

/** JSON with the keys of every object in order, as the database does not keep them. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
}
