import type { Position } from '#domain/contract/common.ts'
import type { Draft, DraftChange, DraftGrid, DraftMicroGrid } from './draft.ts'
import { groupCells, longestNeighbour, SLIP_SQUARE_METERS, squareMetersOf } from './give-cells.ts'
import { gridOf } from './ground.ts'
import type { Overlay } from './overlay.ts'
import { type Patch, type Refusal, refuse } from './partition.types.ts'
import { redraw } from './redraw.ts'

export type PlannedChange = (DraftChange & { ok: true }) | Refusal

/**
 * Cells of an overlay go to other grids (`gridFor` names the grid; null or the cell's own: it stays). A micro-grid that
 * goes whole stays a micro-grid; what is cut off joins the neighbour in its new grid with the longest border, or the
 * ground of that grid that is in no micro-grid. Refused when nothing goes, or a grid would be left without ground.
 */
export function handToGrids(
  draft: Draft,
  over: Overlay,
  gridFor: (cell: number) => string | null,
  at: Position | null,
): PlannedChange {
  const goal = new Map<number, string>()
  over.cells.forEach(({ face }, cell) => {
    const grid = face === null ? null : gridFor(cell)
    if (grid !== null && grid !== gridOf(draft, face!)) goal.set(cell, grid)
  })
  dropSlips(over, goal)
  if (goal.size === 0) return refuse('nothing-changes', at)
  const moved = wholeMicroGrids(draft, over, goal)
  const faces = new Map<number, string>()
  const faceOf = (cell: number) => faces.get(cell) ?? over.cells[cell]!.face
  const isPiece = (cell: number) => goal.has(cell) && !moved.has(over.cells[cell]!.face!)
  const groups = groupCells(over, isPiece, (edge) => goal.get(edge.left) === goal.get(edge.right))
  for (const group of groups) {
    const grid = goal.get(group[0]!)!
    const mayJoin = (face: string) => (moved.get(face) ?? gridOf(draft, face)) === grid
    const inNone = (draft.grids.get(grid)?.microGrids.length ?? 0) === 0 && ![...moved.values()].includes(grid)
    const home = inNone
      ? grid
      : (longestNeighbour(over, new Set(group), (cell) => (isPiece(cell) ? null : faceOf(cell)), mayJoin) ?? grid)
    for (const cell of group) faces.set(cell, home)
  }
  const drawn = redraw(draft.partition, over, faceOf)
  return drawn.ok ? withGrids(draft, drawn.patch, moved, at) : drawn
}

/** Cells of an overlay become another face of the same grid. */
export function handToFace(
  draft: Draft,
  over: Overlay,
  faceFor: (cell: number) => string | null,
  at: Position | null,
): PlannedChange {
  const goal = new Map<number, string>()
  over.cells.forEach(({ face }, cell) => {
    const next = face === null ? null : faceFor(cell)
    if (next !== null && next !== face) goal.set(cell, next)
  })
  dropSlips(over, goal)
  if (goal.size === 0) return refuse('nothing-changes', at)
  const drawn = redraw(draft.partition, over, (cell) => goal.get(cell) ?? over.cells[cell]!.face)
  return drawn.ok ? withGrids(draft, drawn.patch, new Map(), at) : drawn
}

function dropSlips(over: Overlay, goal: Map<number, string>): void {
  const groups = groupCells(
    over,
    (cell) => goal.has(cell),
    (edge) => goal.get(edge.left) === goal.get(edge.right),
  )
  for (const group of groups)
    if (squareMetersOf(over, group) < SLIP_SQUARE_METERS) for (const cell of group) goal.delete(cell)
}

/** Micro-grids all cells of which go to one grid, with that grid. */
function wholeMicroGrids(draft: Draft, over: Overlay, goal: ReadonlyMap<number, string>): Map<string, string> {
  const goals = new Map<string, Set<string | undefined>>()
  over.cells.forEach(({ face, doubleArea }, cell) => {
    if (face === null || !draft.microGrids.has(face) || doubleArea === 0) return
    goals.set(face, (goals.get(face) ?? new Set()).add(goal.get(cell)))
  })
  const whole = new Map<string, string>()
  for (const [face, grids] of goals) {
    const [grid] = grids
    if (grids.size === 1 && grid !== undefined) whole.set(face, grid)
  }
  return whole
}

/** The change of a patch of borders, with micro-grids that change their grid, and micro-grids and grids that are made. */
export function withGrids(
  draft: Draft,
  patch: Patch,
  moved: ReadonlyMap<string, string>,
  at: Position | null,
  made: readonly DraftMicroGrid[] = [],
  fresh: readonly DraftGrid[] = [],
): PlannedChange {
  const grids = new Map(fresh.map((one): [string, DraftGrid] => [one.code, one]))
  const grid = (code: string) => grids.get(code) ?? draft.grids.get(code)!
  const microGrids: [string, DraftMicroGrid | null][] = []
  const leave = (code: string, micro: string) =>
    grids.set(code, { ...grid(code), microGrids: grid(code).microGrids.filter((one) => one !== micro) })
  const enter = (code: string, micro: string) =>
    grids.set(code, { ...grid(code), microGrids: [...grid(code).microGrids, micro].sort() })
  for (const [code, to] of moved) {
    const micro = draft.microGrids.get(code)!
    leave(micro.grid, code)
    enter(to, code)
    microGrids.push([code, { ...micro, grid: to }])
  }
  for (const micro of made) {
    enter(micro.grid, micro.code)
    microGrids.push([micro.code, micro])
  }
  const gone = new Map(patch.faces)
  for (const [code, face] of patch.faces)
    if (face === null && draft.microGrids.has(code)) return refuse('hands-over-everything', at)
  for (const code of new Set([...grids.keys(), ...gone.keys()])) {
    if (!draft.grids.has(code)) continue
    const rest = gone.has(code) ? gone.get(code) !== null : draft.partition.faces.has(code)
    if (!rest && grid(code).microGrids.length === 0) return refuse('hands-over-everything', at)
  }
  return { ok: true, patch, grids: [...grids], microGrids }
}
