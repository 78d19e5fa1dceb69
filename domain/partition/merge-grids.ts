import type { Draft, DraftGrid, DraftMicroGrid } from './draft.ts'
import { facesOf } from './ground.ts'
import type { PlannedChange } from './hand-ground.ts'
import { planJoin } from './merge-faces.ts'
import { type Patch, refuse } from './partition.types.ts'

/** Merges neighbouring grids: the micro-grids of both stay, ground in none of them becomes one. */
export function planMergeGrids(draft: Draft, into: string, from: string): PlannedChange {
  if (into === from) return refuse('same-face')
  if (!gridsTouch(draft, into, from)) return refuse('not-neighbours')
  const [kept, taken] = [draft.grids.get(into)!, draft.grids.get(from)!]
  const joined: DraftGrid = { ...kept, microGrids: [...kept.microGrids, ...taken.microGrids].sort() }
  const { partition } = draft
  const nothing: Patch = { nodes: [], arcs: [], faces: [], nextId: partition.nextId }
  return {
    ok: true,
    patch: partition.faces.has(from) ? planJoin(partition, into, from).patch : nothing,
    grids: [[from, null], ...(taken.microGrids.length === 0 ? [] : [[into, joined] as const])],
    microGrids: taken.microGrids.map((code): [string, DraftMicroGrid] => [
      code,
      { ...draft.microGrids.get(code)!, grid: into },
    ]),
  }
}

/** True when two grids have a border in common. */
export function gridsTouch(draft: Draft, one: string, other: string): boolean {
  const theirs = new Set(facesOf(draft, other))
  return facesOf(draft, one).some((face) =>
    draft.partition.faces.get(face)!.arcs.some((id) => {
      const { left, right } = draft.partition.arcs.get(id)!
      return (left !== null && theirs.has(left)) || (right !== null && theirs.has(right))
    }),
  )
}
