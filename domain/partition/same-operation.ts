import type { PlanOperation } from '#domain/contract/plan.ts'

/** True when two operations do the very same. */
export function sameOperation(one: PlanOperation, other: PlanOperation): boolean {
  if (one === other) return true
  if (one.kind === 'split' && other.kind === 'split')
    return (
      one.face === other.face &&
      one.keep === other.keep &&
      one.code === other.code &&
      one.name === other.name &&
      one.line.length === other.line.length &&
      one.line.every(([x, y], i) => x === other.line[i]![0] && y === other.line[i]![1])
    )
  if (one.kind === 'merge' && other.kind === 'merge') return one.into === other.into && one.from === other.from
  return one.kind === 'rename' && other.kind === 'rename' && one.face === other.face && one.name === other.name
}

/** How many operations two lists begin with alike. */
export function commonSteps(one: readonly PlanOperation[], other: readonly PlanOperation[]): number {
  let steps = 0
  while (steps < one.length && steps < other.length && sameOperation(one[steps]!, other[steps]!)) steps++
  return steps
}
