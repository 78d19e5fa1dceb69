import type { Position } from '#domain/contract/common.ts'
import type { PlanOperation } from '#domain/contract/plan.ts'
import { planMerge } from './merge-faces.ts'
import type { Partition, Patch, Refusal } from './partition.types.ts'
import { refuse } from './partition.types.ts'
import { applyPatch } from './patch.ts'
import { planSplit } from './split-face.ts'
import { planDeleteVertex, planInsertVertex, planMoveVertex } from './vertex-operations.ts'

/** What a grid is called and whether the plan may change it; its ground is the face of the same code. */
export interface DraftGrid {
  readonly code: string
  readonly name: string
  readonly kind: 'base' | 'dedicated'
  readonly community: string
  /** A neighbour beyond the scope of the plan. */
  readonly locked: boolean
}

/** A plan in the making: plain data, never changed in place. */
export interface Draft {
  readonly partition: Partition
  readonly grids: ReadonlyMap<string, DraftGrid>
}

/** Turns a draft into another; its application returns its inverse. */
export interface DraftChange {
  readonly patch: Patch
  readonly grids: readonly (readonly [string, DraftGrid | null])[]
}

export interface Applied {
  readonly ok: true
  readonly draft: Draft
  readonly inverse: DraftChange
}

/** Applies one operation of a plan. Locked grids refuse. */
export function applyOperation(draft: Draft, operation: PlanOperation): Applied | Refusal {
  const change = changeOf(draft, operation)
  return change.ok ? { ok: true, ...applyChange(draft, change) } : change
}

/** Applies operations in order until one is refused; tells how far it came. */
export function replay(
  draft: Draft,
  operations: readonly PlanOperation[],
): { ok: true; draft: Draft } | (Refusal & { index: number; draft: Draft }) {
  let current = draft
  for (const [index, operation] of operations.entries()) {
    const applied = applyOperation(current, operation)
    if (!applied.ok) return { ...applied, index, draft: current }
    current = applied.draft
  }
  return { ok: true, draft: current }
}

/** Applies a change (an inverse, say) and returns the change that undoes it. */
export function applyChange(draft: Draft, change: DraftChange): { draft: Draft; inverse: DraftChange } {
  const { partition, inverse } = applyPatch(draft.partition, change.patch)
  const grids = new Map(draft.grids)
  const old: [string, DraftGrid | null][] = []
  for (const [code, grid] of change.grids) {
    old.push([code, draft.grids.get(code) ?? null])
    if (grid === null) grids.delete(code)
    else grids.set(code, grid)
  }
  return { draft: { partition, grids }, inverse: { patch: inverse, grids: old } }
}

/** Codes left and right of the drawn line of a split. */
export function sideCodes(operation: Extract<PlanOperation, { kind: 'split' }>): [string, string] {
  return operation.keep === 'left' ? [operation.face, operation.code] : [operation.code, operation.face]
}

type Change = (DraftChange & { ok: true }) | Refusal

function changeOf(draft: Draft, operation: PlanOperation): Change {
  switch (operation.kind) {
    case 'split':
      return refuseFaces(draft, [operation.face]) ?? splitOf(draft, operation)
    case 'merge':
      return refuseFaces(draft, [operation.into, operation.from]) ?? mergeOf(draft, operation)
    case 'rename':
      return refuseFaces(draft, [operation.face]) ?? renamed(draft, operation.face, { name: operation.name })
    case 'set-kind':
      return refuseFaces(draft, [operation.face]) ?? renamed(draft, operation.face, { kind: operation.to })
    case 'move-vertex':
      return bordersOf(draft, operation.at, planMoveVertex(draft.partition, operation.at, operation.to))
    case 'insert-vertex':
      return bordersOf(draft, operation.at, planInsertVertex(draft.partition, operation.between, operation.at))
    case 'delete-vertex':
      return bordersOf(draft, operation.at, planDeleteVertex(draft.partition, operation.at))
    default:
      return refuse('not-yet')
  }
}

/** The refusal of the first face that is not there or may not be changed; null when all may. */
function refuseFaces(draft: Draft, codes: readonly string[]): Refusal | null {
  for (const code of codes) {
    const grid = draft.grids.get(code)
    if (!grid || !draft.partition.faces.has(code)) return refuse('unknown-face')
    if (grid.locked) return refuse('face-locked')
  }
  return null
}

/** A change of borders alone; refused when a locked face lies at one of them. */
function bordersOf(draft: Draft, at: Position, planned: { ok: true; patch: Patch } | Refusal): Change {
  if (!planned.ok) return planned
  for (const [code] of planned.patch.faces)
    if (draft.grids.get(code)?.locked !== false) return refuse('face-locked', at)
  return { ok: true, patch: planned.patch, grids: [] }
}

function splitOf(draft: Draft, operation: Extract<PlanOperation, { kind: 'split' }>): Change {
  const split = planSplit(draft.partition, operation.face, operation.line, sideCodes(operation))
  if (!split.ok) return split
  const made: DraftGrid = { ...draft.grids.get(operation.face)!, code: operation.code, name: operation.name }
  return { ok: true, patch: split.patch, grids: [[operation.code, made]] }
}

function mergeOf(draft: Draft, { into, from }: Extract<PlanOperation, { kind: 'merge' }>): Change {
  const merge = planMerge(draft.partition, into, from)
  return merge.ok ? { ok: true, patch: merge.patch, grids: [[from, null]] } : merge
}

function renamed(draft: Draft, code: string, change: Partial<Pick<DraftGrid, 'name' | 'kind'>>): Change {
  const nothing: Patch = { nodes: [], arcs: [], faces: [], nextId: draft.partition.nextId }
  return { ok: true, patch: nothing, grids: [[code, { ...draft.grids.get(code)!, ...change }]] }
}
