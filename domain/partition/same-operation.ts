import type { PlanOperation } from '#domain/contract/plan.ts'

/** How many operations two lists begin with alike. */
export function commonSteps(one: readonly PlanOperation[], other: readonly PlanOperation[]): number {
  let steps = 0
  while (steps < one.length && steps < other.length && same(one[steps]!, other[steps]!)) steps++
  return steps
}

/** Plain data of equal content; the order of keys does not matter, a key that is undefined is not there. */
function same(one: unknown, other: unknown): boolean {
  if (one === other) return true
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false
  const [mine, theirs] = [entriesOf(one), entriesOf(other)]
  return (
    mine.length === theirs.length &&
    mine.every(([key, value], i) => key === theirs[i]![0] && same(value, theirs[i]![1]))
  )
}

function entriesOf(value: object): [string, unknown][] {
  return Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
}
