import type { PlanOperation } from '#domain/contract/plan.ts'
import { arcsNear } from './arc-index.ts'
import { type Crossing, findMeetings, pieceBetween } from './cut-line.ts'
import type { Draft } from './draft.ts'
import { drawnLine } from './drawn-path.ts'
import { groupCells, squareMetersOf } from './give-cells.ts'
import { facesOf, gridOf } from './ground.ts'
import { handToFace, handToGrids, type PlannedChange } from './hand-ground.ts'
import { type Path, toPosition } from './lattice.ts'
import { type Overlay, overlay } from './overlay.ts'
import { type Arc, type Refusal, refuse } from './partition.types.ts'

/** What a border parts, at the level that is meant: grids, or micro-grids of one grid. */
type Pair = readonly [string, string]

/**
 * Replaces a stretch of border by a drawn line. The border is the one between the two grids (or micro-grids) that the
 * line meets farthest apart; ends that reach past it are cut off. What the line cuts off one side goes to the other.
 */
export function planReshape(draft: Draft, { level, line }: Extract<PlanOperation, { kind: 'reshape' }>): PlannedChange {
  const drawn = drawnLine(draft.partition, line)
  if (!drawn.ok) return drawn
  const sideOf = (face: string) => (level === 'micro-grid' ? face : gridOf(draft, face))
  const stretch = widestStretch(draft, drawn.path, level === 'micro-grid', sideOf)
  if (!stretch.ok) return stretch
  const { pair, path } = stretch
  const faces = level === 'micro-grid' ? [...pair] : pair.flatMap((grid) => facesOf(draft, grid))
  const over = overlay(draft.partition, faces, path, false)
  const stray = over.edges.find((edge) => edge.drawn && !edge.border && over.cells[edge.left]!.face === null)
  if (stray) return refuse('crosses-border', toPosition(over.vertices.x[stray.from]!, over.vertices.y[stray.from]!))
  const next = new Map<number, string>()
  pair.forEach((side, i) => {
    for (const cell of cutOff(over, sideOf, side, pair[1 - i]!)) next.set(cell, pair[1 - i]!)
  })
  const goal = (cell: number) => next.get(cell) ?? null
  return level === 'micro-grid' ? handToFace(draft, over, goal, line[0]!) : handToGrids(draft, over, goal, line[0]!)
}

function widestStretch(
  draft: Draft,
  path: Path,
  micro: boolean,
  sideOf: (face: string) => string,
): { ok: true; pair: Pair; path: Path } | Refusal {
  const xs = path.filter((_, i) => i % 2 === 0)
  const ys = path.filter((_, i) => i % 2 === 1)
  const near = arcsNear(draft.partition, [
    Math.min(...xs) - 1,
    Math.min(...ys) - 1,
    Math.max(...xs) + 1,
    Math.max(...ys) + 1,
  ])
  const byPair = new Map<string, Arc[]>()
  for (const arc of near) {
    const [left, right] = [arc.left, arc.right].map((face) => (face === null ? '' : sideOf(face)))
    if (left === right || (micro && arc.left && arc.right && gridOf(draft, arc.left) !== gridOf(draft, arc.right)))
      continue
    const key = [left, right].sort().join(' ')
    byPair.set(key, [...(byPair.get(key) ?? []), arc])
  }
  let best: { key: string; from: Crossing; to: Crossing; span: number } | null = null
  for (const [key, arcs] of [...byPair].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const meetings = [...findMeetings(arcs, path), ...nearEnds(arcs, path)].sort((a, b) => placeOn(a) - placeOn(b))
    const [from, to] = [meetings[0], meetings.at(-1)]
    if (!from || !to || (from.x === to.x && from.y === to.y)) continue
    const span = placeOn(to) - placeOn(from)
    if (span > (best?.span ?? 0)) best = { key, from, to, span }
  }
  const at = toPosition(path[0]!, path[1]!)
  if (!best) return refuse('line-not-on-border', at)
  const pair = best.key.split(' ') as [string, string]
  if (pair.includes('')) return refuse('outer-border', at)
  if (pair.some((side) => draft.grids.get(gridOf(draft, side))?.locked !== false)) return refuse('face-locked', at)
  return { ok: true, pair, path: pieceBetween(path, best.from, best.to).points }
}

function placeOn({ lineSegment, along }: Crossing): number {
  return lineSegment + along
}

/** Ends of a line that lie within a step of an edge, as rounded places on a border do. */
function nearEnds(arcs: readonly Arc[], path: Path): Crossing[] {
  const last = path.length / 2 - 1
  return [0, last].flatMap((vertex) => {
    const [x, y] = [path[vertex * 2]!, path[vertex * 2 + 1]!]
    for (const { id, points } of arcs)
      for (let i = 0; i + 3 < points.length; i += 2) {
        const [ax, ay, bx, by] = [points[i]!, points[i + 1]!, points[i + 2]!, points[i + 3]!]
        const [dx, dy] = [bx - ax, by - ay]
        const along = (x - ax) * dx + (y - ay) * dy
        const squared = dx * dx + dy * dy
        if (along < 0 || along > squared || Math.abs(dx * (y - ay) - dy * (x - ax)) >= Math.sqrt(squared)) continue
        const lineSegment = vertex === 0 ? 0 : last - 1
        return [{ x, y, arc: id, segment: i / 2, vertex: null, lineSegment, along: vertex === 0 ? 0 : 1 }]
      }
    return []
  })
}

/**
 * Cells of one side that the line cuts off together with a stretch of the border to the other: in each part of the side
 * every piece but the largest.
 */
function cutOff(over: Overlay, sideOf: (face: string) => string, side: string, other: string): number[] {
  const isOn = (cell: number, which: string) => {
    const { face } = over.cells[cell]!
    return face !== null && sideOf(face) === which
  }
  const parts = groupCells(
    over,
    (cell) => isOn(cell, side),
    () => true,
  )
  const pieces = groupCells(
    over,
    (cell) => isOn(cell, side),
    (edge) => !edge.drawn,
  )
  const touchesLine = new Set<number>()
  const touchesOther = new Set<number>()
  for (const { left, right, drawn, border } of over.edges) {
    if (drawn) touchesLine.add(left).add(right)
    if (border && isOn(left, side) && isOn(right, other)) touchesOther.add(left)
    if (border && isOn(right, side) && isOn(left, other)) touchesOther.add(right)
  }
  const partOf = new Map(parts.flatMap((part, index) => part.map((cell): [number, number] => [cell, index])))
  return parts.flatMap((_, index) => {
    const own = pieces.filter((piece) => partOf.get(piece[0]!) === index)
    const largest = own.reduce((one, two) => (squareMetersOf(over, two) > squareMetersOf(over, one) ? two : one))
    return own
      .filter((piece) => piece !== largest)
      .filter((piece) => piece.some((cell) => touchesLine.has(cell)) && piece.some((cell) => touchesOther.has(cell)))
      .flat()
  })
}
