import type { PlanOperation } from '#domain/contract/plan.ts'

const strokes = new WeakMap<PlanOperation, symbol>()

/** Steps of one stroke of the hand, or of one yes to a proposal: undone and redone as one while the page is open. */
export function joinSteps(operations: readonly PlanOperation[]): void {
  if (operations.length < 2) return
  const stroke = Symbol('stroke')
  for (const operation of operations) strokes.set(operation, stroke)
}

/** Whether two steps were made in one stroke. */
export function madeTogether(one: PlanOperation | undefined, other: PlanOperation | undefined): boolean {
  const stroke = one && strokes.get(one)
  return stroke !== undefined && other !== undefined && strokes.get(other) === stroke
}
