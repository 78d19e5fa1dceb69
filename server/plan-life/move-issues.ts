import type { IssueAct } from '#domain/issue/issue-entry.ts'
import type { Queryable } from '#server/db.types.ts'
import type { WrittenIssue } from '#server/issue/write.query.ts'
import { judge, putDown, readKnown } from '#server/issue/write-issues.ts'
import { type MovedIssue, moveOpenIssues } from './move-issues.query.ts'

/** Who speaks in a history for the server itself. */
const CLOCK = { actor: '', role: 'clock' } as const

export interface GroundMoved {
  /** Codes of grids whose rows were closed or opened. */
  before: readonly string[]
  after: readonly string[]
  /** Milliseconds since 1970. */
  at: number
  /** Name of the plan: what the histories say. */
  plan: string
}

/**
 * Gives every open issue in changed ground the grid and micro-grid it lies in now: where an issue lies is no part of its
 * history. One whose grid became another has that written into its history, and where the grid before had it in hand, the
 * new one has it from now on. Answers what is to be told to the feed. Closed ones follow: place-closed-issues.ts.
 */
export async function moveIssues(
  transaction: Queryable,
  county: string,
  { before, after, at, plan }: GroundMoved,
): Promise<WrittenIssue[]> {
  const moved = await moveOpenIssues(transaction, county, before, after)
  if (moved.length === 0) return []
  const known = await readKnown(
    transaction,
    county,
    moved.map((one) => one.number),
  )
  const written = moved.flatMap((one): WrittenIssue[] => {
    const stands = known.get(one.number)
    if (stands === undefined) return []
    // an issue whose last entry is later than now was written by a clock ahead of ours
    const acts = [{ act: actOf(one, stands.issue.unit, plan), at: Math.max(at, stands.issue.lastAt), ...CLOCK }]
    const outcome = judge(county, { number: one.number, version: null, acts }, stands)
    return outcome.ok ? [outcome.written] : []
  })
  await putDown(transaction, county, written)
  return written
}

function actOf({ from, to }: MovedIssue, unit: string, plan: string): IssueAct {
  return { kind: 'regrid', from, to, reason: plan, ...(unit !== '' && unit === from ? { unit: to } : {}) }
}
