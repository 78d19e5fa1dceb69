import type { PlanOperation } from '#domain/contract/plan.ts'
import { facesNear } from './arc-index.ts'
import type { Draft } from './draft.ts'
import { drawnRing } from './drawn-path.ts'
import { gridOf } from './ground.ts'
import { handToFace, handToGrids, type PlannedChange } from './hand-ground.ts'
import type { Path } from './lattice.ts'
import { type Overlay, overlay } from './overlay.ts'
import { type Refusal, refuse } from './partition.types.ts'

/**
 * Ground inside a ring goes to a grid, or, among micro-grids, to a micro-grid of the same grid (`to` may be a grid's own
 * code: its ground that is in no micro-grid). Locked ground under the ring stays.
 */
export function planHandOver(
  draft: Draft,
  { level, to, area }: Extract<PlanOperation, { kind: 'hand-over' }>,
): PlannedChange {
  const grid = draft.grids.get(level === 'micro-grid' ? gridOf(draft, to) : to)
  if (!grid || (level === 'micro-grid' && !draft.partition.faces.has(to))) return refuse('unknown-face', area[0])
  if (grid.locked) return refuse('face-locked', area[0])
  const ring = drawnRing(draft.partition, area)
  if (!ring.ok) return ring
  const over = overlayRing(draft, ring.path, area[0]!)
  if (!over.ok) return over
  const at = area[0]!
  return level === 'micro-grid'
    ? handToFace(
        draft,
        over.over,
        insideOf(over.over, (face) => (gridOf(draft, face) === grid.code ? to : null)),
        at,
      )
    : handToGrids(
        draft,
        over.over,
        insideOf(over.over, () => to),
        at,
      )
}

/** A ring over every open face that it may touch. */
export function overlayRing(
  draft: Draft,
  path: Path,
  at: readonly [number, number],
): { ok: true; over: Overlay } | Refusal {
  const near = [...facesNear(draft.partition, boxOf(path))].sort()
  const open = near.filter((face) => draft.grids.get(gridOf(draft, face))?.locked === false)
  const place: [number, number] = [at[0], at[1]]
  if (open.length === 0) return refuse(near.length === 0 ? 'outside-of-plan' : 'face-locked', place)
  return { ok: true, over: overlay(draft.partition, open, path, true) }
}

/** For cells under the ring, what a face's ground is to become. */
export function insideOf(over: Overlay, next: (face: string) => string | null): (cell: number) => string | null {
  return (cell) => {
    const { face, inside } = over.cells[cell]!
    return inside && face !== null ? next(face) : null
  }
}

function boxOf(path: Path): [number, number, number, number] {
  const xs = path.filter((_, i) => i % 2 === 0)
  const ys = path.filter((_, i) => i % 2 === 1)
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]
}
