import type { Position } from '#domain/contract/common.ts'
import type { PlanOperation } from '#domain/contract/plan.ts'
import { planDraw } from './draw-face.ts'
import { gridOf } from './ground.ts'
import { planHandOver } from './hand-over.ts'
import { planMergeGrids } from './merge-grids.ts'
import {
  isTaken,
  nothing,
  planAssign,
  planMergeMicroGrids,
  planNameRest,
  planSplitMicroGrid,
  renameMicroGrid,
} from './micro-grids.ts'
import type { Partition, Patch, Refusal } from './partition.types.ts'
import { refuse } from './partition.types.ts'
import { applyPatch } from './patch.ts'
import { planRedraw } from './redraw-grids.ts'
import { planReshape } from './reshape.ts'
import { planSplit } from './split-face.ts'
import { planSplitGrid } from './split-grid.ts'
import type { TrieMap } from './trie-map.ts'
import { planDeleteVertex, planInsertVertex, planMoveVertex } from './vertex-operations.ts'

/** What a grid is called and whether the plan may change it; its ground is the face of the same code. */
export interface DraftGrid {
  readonly code: string
  readonly name: string
  readonly kind: 'base' | 'dedicated'
  readonly community: string
  /** A neighbour beyond the scope of the plan. */
  readonly locked: boolean
  /** Codes of its micro-grids, in order. Ground that is in none of them is the face of the grid's own code. */
  readonly microGrids: readonly string[]
}

/** A micro-grid; its ground is the face of the same code. */
export interface DraftMicroGrid {
  readonly code: string
  readonly name: string
  readonly grid: string
}

/**
 * A plan in the making: plain data, never changed in place. Its partition is the finest one: every face is a micro-grid,
 * or the ground of a grid that is in no micro-grid. Grids are groups of faces, so both levels share their borders.
 */
export interface Draft {
  readonly partition: Partition
  readonly grids: TrieMap<string, DraftGrid>
  readonly microGrids: TrieMap<string, DraftMicroGrid>
}

/** Turns a draft into another; its application returns its inverse. */
export interface DraftChange {
  readonly patch: Patch
  readonly grids: readonly (readonly [string, DraftGrid | null])[]
  readonly microGrids?: readonly (readonly [string, DraftMicroGrid | null])[]
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
  const [grids, oldGrids] = changed(draft.grids, change.grids)
  if (!change.microGrids || change.microGrids.length === 0)
    return { draft: { ...draft, partition, grids }, inverse: { patch: inverse, grids: oldGrids } }
  const [microGrids, oldMicroGrids] = changed(draft.microGrids, change.microGrids)
  return {
    draft: { partition, grids, microGrids },
    inverse: { patch: inverse, grids: oldGrids, microGrids: oldMicroGrids },
  }
}

function changed<Value>(
  map: TrieMap<string, Value>,
  changes: readonly (readonly [string, Value | null])[],
): [TrieMap<string, Value>, (readonly [string, Value | null])[]] {
  let next = map
  const back: (readonly [string, Value | null])[] = []
  for (const [code, value] of changes) {
    back.push([code, next.get(code) ?? null])
    next = value === null ? next.without(code) : next.with(code, value)
  }
  // a copy of just its length: a list that was pushed to keeps room for seventeen
  return [next, back.toReversed()]
}

/** Codes left and right of the drawn line of a split. */
export function sideCodes(operation: Extract<PlanOperation, { kind: 'split' }>): [string, string] {
  return operation.keep === 'left' ? [operation.face, operation.code] : [operation.code, operation.face]
}

type Change = (DraftChange & { ok: true }) | Refusal

function changeOf(draft: Draft, operation: PlanOperation): Change {
  switch (operation.kind) {
    case 'split':
      if (operation.level === 'micro-grid')
        return refuseFaces(draft, [operation.face]) ?? planSplitMicroGrid(draft, operation)
      return refuseGrids(draft, [operation.face]) ?? splitOf(draft, operation)
    case 'merge':
      if (operation.level === 'micro-grid')
        return refuseFaces(draft, [operation.into, operation.from]) ?? planMergeMicroGrids(draft, operation)
      return (
        refuseGrids(draft, [operation.into, operation.from]) ?? planMergeGrids(draft, operation.into, operation.from)
      )
    case 'rename':
      if (operation.level !== 'micro-grid')
        return refuseGrids(draft, [operation.face]) ?? gridWith(draft, operation.face, { name: operation.name })
      if (!draft.microGrids.has(operation.face)) return refuse('unknown-micro-grid')
      return refuseFaces(draft, [operation.face]) ?? renameMicroGrid(draft, operation.face, operation.name)
    case 'set-kind':
      return refuseGrids(draft, [operation.face]) ?? gridWith(draft, operation.face, { kind: operation.to })
    case 'move-vertex':
      return bordersOf(draft, operation.at, planMoveVertex(draft.partition, operation.at, operation.to))
    case 'insert-vertex':
      return bordersOf(draft, operation.at, planInsertVertex(draft.partition, operation.between, operation.at))
    case 'delete-vertex':
      return bordersOf(draft, operation.at, planDeleteVertex(draft.partition, operation.at))
    case 'reshape':
      return planReshape(draft, operation)
    case 'hand-over':
      return planHandOver(draft, operation)
    case 'assign':
      return refuseGrids(draft, [operation.to]) ?? planAssign(draft, operation)
    case 'draw':
      return planDraw(draft, operation)
    case 'name-rest':
      return refuseGrids(draft, [operation.face]) ?? planNameRest(draft, operation)
    case 'redraw':
      return refuseGrids(draft, operation.from) ?? planRedraw(draft, operation)
  }
}

/** The refusal of the first grid that is not there or may not be changed; null when all may. */
function refuseGrids(draft: Draft, codes: readonly string[]): Refusal | null {
  for (const code of codes) {
    const grid = draft.grids.get(code)
    if (!grid) return refuse('unknown-face')
    if (grid.locked) return refuse('face-locked')
  }
  return null
}

/** The same for faces: micro-grids, and ground that is in none. */
function refuseFaces(draft: Draft, codes: readonly string[]): Refusal | null {
  if (codes.some((code) => !draft.partition.faces.has(code))) return refuse('unknown-face')
  return refuseGrids(
    draft,
    codes.map((code) => gridOf(draft, code)),
  )
}

/** A change of borders alone; refused when a locked face lies at one of them. */
function bordersOf(draft: Draft, at: Position, planned: { ok: true; patch: Patch } | Refusal): Change {
  if (!planned.ok) return planned
  for (const [code] of planned.patch.faces)
    if (draft.grids.get(gridOf(draft, code))?.locked !== false) return refuse('face-locked', at)
  return { ok: true, patch: planned.patch, grids: [] }
}

function splitOf(draft: Draft, operation: Extract<PlanOperation, { kind: 'split' }>): Change {
  const grid = draft.grids.get(operation.face)!
  if (grid.microGrids.length > 0) return planSplitGrid(draft, operation)
  if (isTaken(draft, operation.code)) return refuse('code-taken')
  const split = planSplit(draft.partition, operation.face, operation.line, sideCodes(operation))
  if (!split.ok) return split
  return {
    ok: true,
    patch: split.patch,
    grids: [[operation.code, { ...grid, code: operation.code, name: operation.name }]],
  }
}

function gridWith(draft: Draft, code: string, change: Partial<Pick<DraftGrid, 'name' | 'kind'>>): Change {
  return { ok: true, patch: nothing(draft), grids: [[code, { ...draft.grids.get(code)!, ...change }]] }
}
