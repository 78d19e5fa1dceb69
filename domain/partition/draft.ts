import type { PlanOperation } from '#domain/contract/plan.ts'
import { planMerge } from './merge-faces.ts'
import type { Partition, Patch, Refusal } from './partition.types.ts'
import { refuse } from './partition.types.ts'
import { applyPatch } from './patch.ts'
import { planSplit } from './split-face.ts'

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

function changeOf(draft: Draft, operation: PlanOperation): (DraftChange & { ok: true }) | Refusal {
  const codes = operation.kind === 'merge' ? [operation.into, operation.from] : [operation.face]
  for (const code of codes) {
    const grid = draft.grids.get(code)
    if (!grid || !draft.partition.faces.has(code)) return refuse('unknown-face')
    if (grid.locked) return refuse('face-locked')
  }
  if (operation.kind === 'split') {
    const split = planSplit(draft.partition, operation.face, operation.line, sideCodes(operation))
    if (!split.ok) return split
    const made: DraftGrid = { ...draft.grids.get(operation.face)!, code: operation.code, name: operation.name }
    return { ok: true, patch: split.patch, grids: [[operation.code, made]] }
  }
  if (operation.kind === 'merge') {
    const merge = planMerge(draft.partition, operation.into, operation.from)
    return merge.ok ? { ok: true, patch: merge.patch, grids: [[operation.from, null]] } : merge
  }
  const grid = draft.grids.get(operation.face)!
  const nothing: Patch = { nodes: [], arcs: [], faces: [], nextId: draft.partition.nextId }
  return { ok: true, patch: nothing, grids: [[operation.face, { ...grid, name: operation.name }]] }
}
