import type { PlanOperation } from '#domain/contract/plan.ts'
import { type Census, retakeCensus } from '#domain/partition/census.ts'
import { applyChange, applyOperation, type Draft, type DraftChange } from '#domain/partition/draft.ts'
import type { DraftBase } from '#domain/partition/draft-of-base.ts'
import type { Refusal } from '#domain/partition/partition.types.ts'

/** A step made, and what undoes it. */
interface Step {
  readonly operation: PlanOperation
  readonly inverse: DraftChange
}

/** A draft at work: where it stands, how it came there, and what was undone. Plain data, never changed in place. */
export interface Work {
  readonly base: DraftBase
  readonly draft: Draft
  readonly census: Census
  readonly steps: readonly Step[]
  /** Undone operations, the latest last. */
  readonly undone: readonly PlanOperation[]
}

export function beginWork(base: DraftBase): Work {
  return { base, draft: base.draft, census: base.census, steps: [], undone: [] }
}

/** Makes one step; what had been undone is given up. */
export function perform(work: Work, operation: PlanOperation): { ok: true; work: Work } | Refusal {
  const made = stepOn(work, operation)
  return made.ok ? { ok: true, work: { ...made.work, undone: [] } } : made
}

/** Takes the last step back; the same work when there is none. */
export function undo(work: Work): Work {
  const last = work.steps.at(-1)
  if (!last) return work
  const { draft } = applyChange(work.draft, last.inverse)
  const census = retakeCensus(work.census, draft.partition, last.inverse.patch, work.base.points)
  return { ...work, draft, census, steps: work.steps.slice(0, -1), undone: [...work.undone, last.operation] }
}

/** Makes the last undone step again; the same work when there is none. */
export function redo(work: Work): Work {
  const operation = work.undone.at(-1)
  if (!operation) return work
  const made = stepOn(work, operation)
  return made.ok ? { ...made.work, undone: work.undone.slice(0, -1) } : work
}

/** Operations made so far, in order. */
export function operationsOf(work: Work): PlanOperation[] {
  return work.steps.map((step) => step.operation)
}

/** Makes steps in order until one is refused; tells which, and where the work stands then. */
export function performAll(
  work: Work,
  operations: readonly PlanOperation[],
): { work: Work; refused: (Refusal & { index: number }) | null } {
  let current = work
  for (const [index, operation] of operations.entries()) {
    const made = perform(current, operation)
    if (!made.ok) return { work: current, refused: { ...made, index } }
    current = made.work
  }
  return { work: current, refused: null }
}

function stepOn(work: Work, operation: PlanOperation): { ok: true; work: Work } | Refusal {
  const applied = applyOperation(work.draft, operation)
  if (!applied.ok) return applied
  const { draft, inverse } = applied
  const census = retakeCensus(work.census, draft.partition, inverse.patch, work.base.points)
  return { ok: true, work: { ...work, draft, census, steps: [...work.steps, { operation, inverse }] } }
}
