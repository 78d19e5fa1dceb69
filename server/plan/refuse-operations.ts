import { type PlanOperation, planLimits } from '#domain/contract/plan.ts'
import { verticesOf } from '#domain/partition/drawn-borders.ts'
import type { Refusal } from '#domain/partition/partition.types.ts'
import { HttpProblem } from '#server/http.ts'

/** The kernel's refusal as a problem: its reason is the code, the place stands in the detail. `kept`: operations before those of the request. */
export function refusedOperation({ reason, at, index }: Refusal & { index: number }, kept: number): HttpProblem {
  const place = at === null ? '' : ` at ${at[0]}, ${at[1]}`
  const path = index < kept ? 'body.drop' : `body.operations.${index - kept}`
  return new HttpProblem(
    422,
    reason,
    `Operation ${index + 1} of the plan: ${reason.replaceAll('-', ' ')}${place}.`,
    path,
  )
}

/** Throws HttpProblem 422 `plan-too-large`. */
export function checkSize(operations: readonly PlanOperation[]): void {
  const vertices = operations.reduce((sum, operation) => sum + drawnPlaces(operation), 0)
  if (operations.length > planLimits.operations || vertices > planLimits.vertices)
    throw new HttpProblem(
      422,
      'plan-too-large',
      `A plan has at most ${planLimits.operations} operations with ${planLimits.vertices} vertices; this would have ${operations.length} with ${vertices}.`,
      'body.operations',
    )
}

function drawnPlaces(operation: PlanOperation): number {
  if ('line' in operation) return operation.line.length
  if (operation.kind === 'redraw') return verticesOf(operation.borders)
  return 'area' in operation ? operation.area.length : 0
}
