import type { Position } from '#domain/contract/common.ts'

/** What a hand may snap to, the stronger first: where a border bends or joins, a border, a road, a compound's wall. */
export const snapKinds = ['node', 'border', 'road', 'compound'] as const
export type SnapKind = (typeof snapKinds)[number]

/** A line that a hand may follow; water counts as a road does. */
export interface SnapLine {
  readonly name: string
  /** Degrees. */
  readonly line: readonly Position[]
}

export interface SnapGround {
  /** Borders of the plan: their vertices are the nodes. */
  readonly border: readonly SnapLine[]
  readonly road: readonly SnapLine[]
  readonly compound: readonly SnapLine[]
}

/** A place, and what it was moved to; `kind` is null when nothing was near. */
export interface Snapped {
  readonly at: Position
  readonly kind: SnapKind | null
  readonly name: string
}

export interface SnapScale {
  /** Pixels that a degree of longitude and one of latitude measure on screen. */
  readonly pixelsPerDegree: readonly [number, number]
  readonly tolerancePixels: number
}

/** Moves a place to the nearest thing of the strongest kind within the tolerance. Pure. */
export function snap(place: Position, ground: SnapGround, scale: SnapScale, kinds: readonly SnapKind[]): Snapped {
  for (const kind of snapKinds) {
    if (!kinds.includes(kind)) continue
    const near = kind === 'node' ? nearestVertex(place, ground.border, scale) : nearestOn(place, ground[kind], scale)
    if (near) return { ...near, kind }
  }
  return { at: place, kind: null, name: '' }
}

type Near = { at: Position; name: string } | null

function nearestVertex([x, y]: Position, lines: readonly SnapLine[], scale: SnapScale): Near {
  const [sx, sy] = scale.pixelsPerDegree
  let least = scale.tolerancePixels
  let near: Near = null
  for (const { line, name } of lines)
    for (const vertex of line) {
      const away = Math.hypot((vertex[0] - x) * sx, (vertex[1] - y) * sy)
      if (away > least) continue
      least = away
      near = { at: vertex, name }
    }
  return near
}

function nearestOn(place: Position, lines: readonly SnapLine[], scale: SnapScale): Near {
  let least = scale.tolerancePixels
  let near: Near = null
  for (const { line, name } of lines)
    for (let i = 0; i + 1 < line.length; i++) {
      const foot = footOn(place, line[i]!, line[i + 1]!, scale.pixelsPerDegree)
      if (foot.pixels > least) continue
      least = foot.pixels
      near = { at: foot.at, name }
    }
  return near
}

/** The place of a segment nearest to a place as the screen measures, and how many pixels away it is. */
export function footOn(
  [x, y]: Position,
  [ax, ay]: Position,
  [bx, by]: Position,
  [sx, sy]: readonly [number, number],
): { at: Position; pixels: number; share: number } {
  const [dx, dy] = [(bx - ax) * sx, (by - ay) * sy]
  const length = dx * dx + dy * dy
  const along = length === 0 ? 0 : ((x - ax) * sx * dx + (y - ay) * sy * dy) / length
  const share = Math.min(1, Math.max(0, along))
  const at: Position = [rounded(ax + (bx - ax) * share), rounded(ay + (by - ay) * share)]
  return { at, share, pixels: Math.hypot((at[0] - x) * sx, (at[1] - y) * sy) }
}

function rounded(degrees: number): number {
  return Math.round(degrees * 1e7) / 1e7
}
