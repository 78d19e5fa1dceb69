import { type PlanOperation, planLimits } from '#domain/contract/plan.ts'
import type { Draft, DraftMicroGrid } from './draft.ts'
import { drawnLine } from './drawn-path.ts'
import { groupCells, SLIP_SQUARE_METERS, squareMetersOf } from './give-cells.ts'
import { facesOf, groundOf } from './ground.ts'
import { type PlannedChange, withGrids } from './hand-ground.ts'
import { locate, ringsOf } from './locate.ts'
import { type Overlay, overlay } from './overlay.ts'
import { refuse } from './partition.types.ts'
import { redraw } from './redraw.ts'

/** Characters that a blank and the number after a name may take. */
const NUMBER_LENGTH = 4

/**
 * Splits a grid of several faces along a line that runs through it from border to border. Micro-grids on one side stay
 * whole; one on the way is cut, its part on the new side becomes a micro-grid of the new grid with its name and a number.
 */
export function planSplitGrid(
  draft: Draft,
  { face: grid, line, keep, code, name }: Extract<PlanOperation, { kind: 'split' }>,
): PlannedChange {
  if (draft.grids.has(code) || draft.partition.faces.has(code)) return refuse('code-taken', line[0])
  const drawn = drawnLine(draft.partition, line)
  if (!drawn.ok) return drawn
  const { path } = drawn
  const rings = ringsOf(groundOf(draft, grid))
  if (locate(rings, path[0]!, path[1]!) === 1) return refuse('line-starts-inside', line[0])
  if (locate(rings, path.at(-2)!, path.at(-1)!) === 1) return refuse('line-ends-inside', line.at(-1))
  const over = overlay(draft.partition, facesOf(draft, grid), path, false)
  const sides = sidesOf(over)
  if (sides === 'none') return refuse('line-does-not-cross', line[0])
  if (sides === 'both') return refuse('line-does-not-separate', line[0])
  const going = new Set(sides[keep === 'left' ? 1 : 0])
  const own = over.cells.map((_, cell) => cell).filter((cell) => over.cells[cell]!.face !== null)
  for (const side of [[...going], own.filter((cell) => !going.has(cell))])
    if (squareMetersOf(over, side) < SLIP_SQUARE_METERS) return refuse('side-too-small', line[0])
  const { faces, moved, made } = nameGoing(draft, over, going, code)
  const parted = redraw(draft.partition, over, (cell) => faces.get(cell) ?? over.cells[cell]!.face)
  if (!parted.ok) return parted
  const fresh = { ...draft.grids.get(grid)!, code, name, microGrids: [] }
  return withGrids({ ...draft, grids: draft.grids.with(code, fresh) }, parted.patch, moved, line[0]!, made, [fresh])
}

/** Cells left and right of the line as drawn; parts it does not touch are on neither side. */
function sidesOf(over: Overlay): [number[], number[]] | 'none' | 'both' {
  const onLeft = new Set<number>()
  const onRight = new Set<number>()
  for (const { drawn, border, ahead, left, right } of over.edges) {
    if (!drawn || (border && left === right)) continue
    onLeft.add(ahead ? left : right)
    onRight.add(ahead ? right : left)
  }
  const isOwn = (cell: number) => over.cells[cell]!.face !== null
  const sides: [number[], number[]] = [[], []]
  for (const group of groupCells(over, isOwn, (edge) => !edge.drawn)) {
    const [left, right] = [group.some((cell) => onLeft.has(cell)), group.some((cell) => onRight.has(cell))]
    if (left && right) return 'both'
    if (left) sides[0].push(...group)
    if (right) sides[1].push(...group)
  }
  return sides.some((side) => side.length === 0) ? 'none' : sides
}

/** What faces cells on the new side become, which micro-grids go whole, and which are made. */
function nameGoing(draft: Draft, over: Overlay, going: ReadonlySet<number>, code: string) {
  const staying = new Set(over.cells.flatMap(({ face }, cell) => (face !== null && !going.has(cell) ? [face] : [])))
  const faces = new Map<number, string>()
  const moved = new Map<string, string>()
  const made: DraftMicroGrid[] = []
  const cutBy = new Map<string, number[]>()
  const nameOf = (face: string) => draft.microGrids.get(face)!.name.slice(0, planLimits.nameLength - NUMBER_LENGTH)
  for (const cell of going) {
    const face = over.cells[cell]!.face!
    if (!draft.microGrids.has(face)) faces.set(cell, code)
    else if (!staying.has(face)) moved.set(face, code)
    else cutBy.set(face, [...(cutBy.get(face) ?? []), cell])
  }
  for (const face of [...cutBy.keys()].sort())
    for (const piece of groupCells(
      over,
      (cell) => cutBy.get(face)!.includes(cell),
      () => true,
    )) {
      const next = nextMicroCode(draft, code, made)
      const pieces = made.filter((one) => one.name.startsWith(`${nameOf(face)} `)).length
      made.push({ code: next, name: `${nameOf(face)} ${pieces + 2}`, grid: code })
      for (const cell of piece) faces.set(cell, next)
    }
  return { faces, moved, made }
}

/** The next free code of a grid's micro-grids: the grid's own and two digits or more. */
function nextMicroCode(draft: Draft, grid: string, made: readonly DraftMicroGrid[]): string {
  for (let number = made.length + 1; ; number++) {
    const code = `${grid}${String(number).padStart(2, '0')}`
    if (!draft.partition.faces.has(code) && !draft.microGrids.has(code) && !draft.grids.has(code)) return code
  }
}
