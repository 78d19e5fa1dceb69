import type { PlanOperation } from '#domain/contract/plan.ts'
import type { Draft, DraftGrid, DraftMicroGrid } from './draft.ts'
import { gridOf } from './ground.ts'
import { type PlannedChange, withGrids } from './hand-ground.ts'
import { planJoin, planMerge } from './merge-faces.ts'
import { type Patch, refuse } from './partition.types.ts'
import { planSplit } from './split-face.ts'

type Of<Kind extends PlanOperation['kind']> = Extract<PlanOperation, { kind: Kind }>

/** Splits a micro-grid, or the ground of a grid that is in none: what does not keep the code is a new micro-grid. */
export function planSplitMicroGrid(draft: Draft, { face, line, keep, code, name }: Of<'split'>): PlannedChange {
  if (isTaken(draft, code)) return refuse('code-taken', line[0])
  const split = planSplit(draft.partition, face, line, keep === 'left' ? [face, code] : [code, face])
  if (!split.ok) return split
  return withGrids(draft, split.patch, new Map(), line[0]!, [{ code, name, grid: gridOf(draft, face) }])
}

/** Merges two neighbours of one grid; either may be its ground that is in no micro-grid. */
export function planMergeMicroGrids(draft: Draft, { into, from }: Of<'merge'>): PlannedChange {
  const grid = gridOf(draft, into)
  if (gridOf(draft, from) !== grid) return refuse('other-grid')
  const merge = planMerge(draft.partition, into, from)
  if (!merge.ok) return merge
  if (!draft.microGrids.has(from)) return { ok: true, patch: merge.patch, grids: [] }
  const old = draft.grids.get(grid)!
  const rest: DraftGrid = { ...old, microGrids: old.microGrids.filter((code) => code !== from) }
  return { ok: true, patch: merge.patch, grids: [[grid, rest]], microGrids: [[from, null]] }
}

/** Whole micro-grids go to another grid. Those that are there already stay. */
export function planAssign(draft: Draft, { microGrids, to }: Of<'assign'>): PlannedChange {
  const moved = new Map<string, string>()
  for (const code of microGrids) {
    const micro = draft.microGrids.get(code)
    if (!micro) return refuse('unknown-micro-grid')
    if (draft.grids.get(micro.grid)?.locked !== false) return refuse('face-locked')
    if (micro.grid !== to) moved.set(code, to)
  }
  if (moved.size === 0) return refuse('nothing-changes')
  // their borders change their rank, so what is known of these faces is known no more
  const faces = [...moved.keys()].map((code): [string, 'moved'] => [code, 'moved'])
  return withGrids(draft, { ...nothing(draft), faces }, moved, null)
}

/** The ground of a grid that is in no micro-grid becomes one. */
export function planNameRest(draft: Draft, { face, code, name }: Of<'name-rest'>): PlannedChange {
  if (!draft.partition.faces.has(face)) return refuse('nothing-changes')
  if (isTaken(draft, code)) return refuse('code-taken')
  const { patch } = planJoin(draft.partition, code, face)
  return withGrids(draft, patch, new Map(), null, [{ code, name, grid: face }])
}

export function nothing({ partition }: Draft): Patch {
  return { nodes: [], arcs: [], faces: [], nextId: partition.nextId }
}

export function isTaken(draft: Draft, code: string): boolean {
  return draft.grids.has(code) || draft.microGrids.has(code) || draft.partition.faces.has(code)
}

/** Another name for a micro-grid. */
export function renameMicroGrid(draft: Draft, face: string, name: string): PlannedChange {
  const micro: DraftMicroGrid = { ...draft.microGrids.get(face)!, name }
  return { ok: true, patch: nothing(draft), grids: [], microGrids: [[face, micro]] }
}
