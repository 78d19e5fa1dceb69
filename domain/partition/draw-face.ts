import type { PlanOperation } from '#domain/contract/plan.ts'
import type { Draft, DraftGrid } from './draft.ts'
import { drawnRing } from './drawn-path.ts'
import { squareMetersOf } from './give-cells.ts'
import { gridOf } from './ground.ts'
import { handToFace, handToGrids, type PlannedChange, withGrids } from './hand-ground.ts'
import { insideOf, overlayRing } from './hand-over.ts'
import { isTaken } from './micro-grids.ts'
import { refuse } from './partition.types.ts'

/**
 * A new grid (or micro-grid of the grid most of it lies in) on the ground inside a ring. A new grid belongs to the
 * community of the grid that gives most of the ground.
 */
export function planDraw(
  draft: Draft,
  { level, area, code, name, as }: Extract<PlanOperation, { kind: 'draw' }>,
): PlannedChange {
  const at = area[0]!
  if (isTaken(draft, code)) return refuse('code-taken', at)
  const ring = drawnRing(draft.partition, area)
  if (!ring.ok) return ring
  const laid = overlayRing(draft, ring.path, at)
  if (!laid.ok) return laid
  const { over } = laid
  const grounds = new Map<string, number>()
  over.cells.forEach(({ face, inside }, cell) => {
    if (face === null || !inside) return
    const grid = gridOf(draft, face)
    grounds.set(grid, (grounds.get(grid) ?? 0) + squareMetersOf(over, [cell]))
  })
  const [most] = [...grounds].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
  if (!most) return refuse('outside-of-plan', at)
  const home = draft.grids.get(most[0])!
  if (level === 'micro-grid') {
    const drawn = handToFace(
      draft,
      over,
      insideOf(over, (face) => (gridOf(draft, face) === home.code ? code : null)),
      at,
    )
    return drawn.ok ? withGrids(draft, drawn.patch, new Map(), at, [{ code, name, grid: home.code }]) : drawn
  }
  const fresh: DraftGrid = { ...home, code, name, kind: as ?? 'base', microGrids: [] }
  const drawn = handToGrids(
    { ...draft, grids: draft.grids.with(code, fresh) },
    over,
    insideOf(over, () => code),
    at,
  )
  if (!drawn.ok) return drawn
  return drawn.grids.some(([known]) => known === code) ? drawn : { ...drawn, grids: [...drawn.grids, [code, fresh]] }
}
