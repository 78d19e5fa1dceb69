import { type ActorRole, actorRoles, lifecycle } from '#domain/issue/lifecycle.ts'

/** Acts that are often the same for many issues. */
export const bulkKinds = ['assign', 'supervise', 'remind'] as const
export type BulkKind = (typeof bulkKinds)[number]

/** The server takes so many in one call. */
export const BULK_AT_ONCE = 500

/** Which of them a role ever does. Pure. */
export function bulkKindsOf(role: string | undefined): readonly BulkKind[] {
  const known: ActorRole | undefined = actorRoles.find((one) => one === role)
  if (known === undefined) return []
  return bulkKinds.filter((kind) => lifecycle.some(({ act, roles }) => act === kind && roles.includes(known)))
}

export interface Outcome {
  number: string
  refused: string | null
}

/** Refused numbers under their reasons, the most frequent reason first. Pure. */
export function refusedByReason(outcomes: readonly Outcome[]): { reason: string; numbers: string[] }[] {
  const reasons = new Map<string, string[]>()
  for (const { number, refused } of outcomes) {
    if (refused === null) continue
    const numbers = reasons.get(refused) ?? []
    numbers.push(number)
    reasons.set(refused, numbers)
  }
  return [...reasons]
    .map(([reason, numbers]) => ({ reason, numbers }))
    .sort((one, other) => other.numbers.length - one.numbers.length)
}
