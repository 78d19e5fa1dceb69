import type { PlanOperation } from '#domain/contract/plan.ts'
import type { Draft, DraftGrid, DraftMicroGrid } from './draft.ts'
import { unpackBorders } from './drawn-borders.ts'
import { groupCells, longestNeighbour, squareMetersOf } from './give-cells.ts'
import { facesOf, gridOf } from './ground.ts'
import type { PlannedChange } from './hand-ground.ts'
import { isTaken } from './micro-grids.ts'
import { type Overlay, overlayAreas } from './overlay.ts'
import { refuse } from './partition.types.ts'
import { redraw } from './redraw.ts'

type Redraw = Extract<PlanOperation, { kind: 'redraw' }>

/**
 * Parts the ground of grids anew along drawn borders. Where the drawing covers none of it, ground stays with its grid, or
 * joins the neighbour with the longest border. A grid that is given no micro-grids keeps those that lie in it whole, and of
 * those cut apart what was its own; other pieces join the neighbour of their grid with the longest border. Refused when a
 * code is taken, or a grid would have no ground.
 */
export function planRedraw(draft: Draft, operation: Redraw): PlannedChange {
  const { from, grids, microGrids } = operation
  const own = new Set(from)
  const made = [...microGrids, ...grids.filter(({ code }) => !own.has(code))]
  if (made.some(({ code }) => isTaken(draft, code)) || isTwice([...microGrids, ...grids])) return refuse('code-taken')
  if (microGrids.some(({ grid }) => grid >= grids.length)) return refuse('unknown-face')
  const faces = from.flatMap((code) => facesOf(draft, code))
  const first = draft.partition.arcs.get(draft.partition.faces.get(faces[0]!)!.arcs[0]!)!
  const areas = microGrids.length + grids.length
  const borders = unpackBorders(operation.borders, areas, [first.points[0]!, first.points[1]!])
  if (!borders) return refuse('line-malformed')
  const over = overlayAreas(draft.partition, faces, borders, areas)
  const goal = gridOfCells(draft, over, operation)
  const stays = stayingMicroGrids(draft, over, goal, operation)
  const drawn = redraw(draft.partition, over, faceOfCells(over, goal, stays, operation))
  if (!drawn.ok) return drawn
  const { patch } = drawn
  const changed = new Map(patch.faces)
  const stands = (code: string) => (changed.has(code) ? changed.get(code) !== null : draft.partition.faces.has(code))
  const fresh = microGrids.filter(({ code }) => stands(code))
  const kept = new Map<string, string[]>(grids.map(({ code }) => [code, []]))
  for (const [code, grid] of stays) if (stands(code)) kept.get(grid)!.push(code)
  for (const { code, grid } of fresh) kept.get(grids[grid]!.code)!.push(code)
  const without = grids.find(({ code }) => kept.get(code)!.length === 0 && !stands(code))
  if (without) return refuse('hands-over-everything')
  const homes = homesOf(draft, over, goal)
  const remain = new Set(grids.map(({ code }) => code))
  // the borders of a micro-grid that changes its grid are other borders now
  const moved = [...stays].flatMap(([code, grid]): [string, 'moved'][] =>
    draft.microGrids.get(code)!.grid === grid || changed.has(code) ? [] : [[code, 'moved']],
  )
  return {
    ok: true,
    patch: { ...patch, faces: [...patch.faces, ...moved] },
    grids: [
      ...from.filter((code) => !remain.has(code)).map((code): [string, null] => [code, null]),
      ...grids.map(({ code, name }): [string, DraftGrid] => {
        const home = draft.grids.get(code) ?? {
          ...draft.grids.get(homes.get(code) ?? from[0]!)!,
          kind: 'base' as const,
        }
        return [code, { ...home, code, name, microGrids: kept.get(code)!.sort() }]
      }),
    ],
    microGrids: [
      ...faces.flatMap((code): [string, DraftMicroGrid | null][] => {
        const micro = draft.microGrids.get(code)
        if (!micro) return []
        const grid = stands(code) ? stays.get(code) : undefined
        if (grid === micro.grid) return []
        return [[code, grid === undefined ? null : { ...micro, grid }]]
      }),
      ...fresh.map(({ code, name, grid }): [string, DraftMicroGrid] => [code, { code, name, grid: grids[grid]!.code }]),
    ],
  }
}

function isTwice(areas: readonly { code: string }[]): boolean {
  return new Set(areas.map(({ code }) => code)).size !== areas.length
}

/** The grid that each cell of the touched ground goes to. */
function gridOfCells(draft: Draft, over: Overlay, { grids, microGrids }: Redraw): (string | null)[] {
  const codes = grids.map(({ code }) => code)
  const known = new Set(codes)
  const goal = over.cells.map(({ face, area }) => {
    if (face === null) return null
    if (area >= 0) return codes[microGrids[area]?.grid ?? area - microGrids.length]!
    return known.has(gridOf(draft, face)) ? gridOf(draft, face) : null
  })
  const isOpen = (cell: number) => over.cells[cell]!.face !== null && goal[cell] === null
  for (const group of groupCells(over, isOpen, () => true)) {
    const grid = longestNeighbour(
      over,
      new Set(group),
      (cell) => goal[cell] ?? null,
      (face) => known.has(face),
    )
    for (const cell of group) goal[cell] = grid ?? codes[0]!
  }
  return goal
}

/** Micro-grids that stand, with the grid they go on in. */
function stayingMicroGrids(
  draft: Draft,
  over: Overlay,
  goal: readonly (string | null)[],
  { grids, microGrids }: Redraw,
): Map<string, string> {
  const parted = new Set(microGrids.map(({ grid }) => grids[grid]!.code))
  const goals = new Map<string, Set<string>>()
  over.cells.forEach(({ face, doubleArea }, cell) => {
    if (face === null || doubleArea === 0 || !draft.microGrids.has(face)) return
    goals.set(face, (goals.get(face) ?? new Set()).add(goal[cell]!))
  })
  const stays = new Map<string, string>()
  for (const [face, reached] of goals) {
    const home = reached.size === 1 ? [...reached][0]! : draft.microGrids.get(face)!.grid
    if (reached.has(home) && !parted.has(home)) stays.set(face, home)
  }
  return stays
}

/** The face of each cell: its new micro-grid, the one that stays, or for what was cut off a neighbour in its grid. */
function faceOfCells(
  over: Overlay,
  goal: readonly (string | null)[],
  stays: ReadonlyMap<string, string>,
  { grids, microGrids }: Redraw,
): (cell: number) => string | null {
  const faces = over.cells.map(({ face, area }, cell): string | null => {
    if (face === null) return null
    if (microGrids[area]) return microGrids[area].code
    if (stays.get(face) === goal[cell] || face === goal[cell]) return face
    return null
  })
  const gridOfFace = new Map<string, string>(grids.map(({ code }) => [code, code]))
  for (const [code, grid] of stays) gridOfFace.set(code, grid)
  for (const { code, grid } of microGrids) gridOfFace.set(code, grids[grid]!.code)
  const isPiece = (cell: number) => over.cells[cell]!.face !== null && faces[cell] === null
  const groups = groupCells(over, isPiece, (edge) => goal[edge.left] === goal[edge.right])
  const homes = groups.map((group) => {
    const grid = goal[group[0]!]!
    const mayJoin = (face: string) => gridOfFace.get(face) === grid
    return longestNeighbour(over, new Set(group), (cell) => faces[cell] ?? null, mayJoin) ?? grid
  })
  groups.forEach((group, i) => {
    for (const cell of group) faces[cell] = homes[i]!
  })
  return (cell) => faces[cell]!
}

/** The grid that gives most ground to each. */
function homesOf(draft: Draft, over: Overlay, goal: readonly (string | null)[]): Map<string, string> {
  const given = new Map<string, Map<string, number>>()
  over.cells.forEach(({ face }, cell) => {
    const grid = goal[cell]
    if (face === null || grid === null || grid === undefined) return
    const grounds = given.get(grid) ?? new Map<string, number>()
    given.set(grid, grounds)
    const giver = gridOf(draft, face)
    grounds.set(giver, (grounds.get(giver) ?? 0) + squareMetersOf(over, [cell]))
  })
  return new Map(
    [...given].map(([grid, grounds]) => [
      grid,
      [...grounds].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]![0],
    ]),
  )
}
