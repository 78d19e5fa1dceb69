import type { Position } from '#domain/contract/common.ts'
import type { CountedPoints } from './census.ts'
import { toPositions } from './lattice.ts'
import { metersPerStep } from './metric.ts'
import type { LatticePolygon } from './partition.types.ts'

/** across: the cut stands on the longest axis of the ground; along: it runs on it. */
export type SplitDirection = 'across' | 'along'

/** Shifts tried when the balanced place is refused, as shares of the extent. */
const SHIFTS = [0, 0.01, -0.01, 0.03, -0.03, 0.06, -0.06, 0.1, -0.1, 0.15, -0.15]

/**
 * A straight line that parts ground into two sides with as equal households as a straight line of that direction can;
 * without households, equal ground. Null when no place nearby is legal, as `stands` says.
 */
export function proposeSplit(
  ground: readonly LatticePolygon[],
  points: CountedPoints,
  list: readonly number[],
  direction: SplitDirection,
  stands: (line: Position[]) => boolean,
): Position[] | null {
  const outline = ground.flatMap((polygon) => places(polygon[0]!))
  const scale = metersPerStep(outline[0]![1])
  const [ux, uy] = longestAxis(outline, scale)
  // the cut's normal, in metres: along the axis for a cut across it
  const [nx, ny] = direction === 'across' ? [ux, uy] : [-uy, ux]
  const project = ([x, y]: readonly [number, number]) => x * scale.x * nx + y * scale.y * ny
  const extents = outline.map(project)
  const [least, most] = [Math.min(...extents), Math.max(...extents)]
  const balanced = median(list, points, project) ?? (least + most) / 2
  const reach =
    2 *
    Math.max(
      most - least,
      ...outline.map(([x, y]) => Math.hypot((x - outline[0]![0]) * scale.x, (y - outline[0]![1]) * scale.y)),
    )
  const [cx, cy] = middle(outline)
  for (const shift of SHIFTS) {
    const off = balanced + shift * (most - least) - project([cx, cy])
    if (balanced + shift * (most - least) <= least || balanced + shift * (most - least) >= most) continue
    const end = (side: 1 | -1) => [
      Math.round(cx + (nx * off - ny * reach * side) / scale.x),
      Math.round(cy + (ny * off + nx * reach * side) / scale.y),
    ]
    const line = toPositions([...end(1), ...end(-1)])
    if (stands(line)) return line
  }
  return null
}

function places(ring: readonly number[]): [number, number][] {
  return Array.from({ length: ring.length / 2 }, (_, i) => [ring[i * 2]!, ring[i * 2 + 1]!])
}

function middle(outline: readonly (readonly [number, number])[]): [number, number] {
  const sum = outline.reduce(([sx, sy], [x, y]) => [sx + x, sy + y] as const, [0, 0] as const)
  return [sum[0] / outline.length, sum[1] / outline.length]
}

/** Unit vector (metres) of the direction in which the outline is longest: the widest pair over 36 directions. */
export function longestAxis(
  outline: readonly (readonly [number, number])[],
  scale: { x: number; y: number },
): [number, number] {
  let best: [number, number] = [1, 0]
  let widest = 0
  for (let step = 0; step < 36; step++) {
    const angle = (step * Math.PI) / 36
    const [ux, uy] = [Math.cos(angle), Math.sin(angle)]
    const along = outline.map(([x, y]) => (x - outline[0]![0]) * scale.x * ux + (y - outline[0]![1]) * scale.y * uy)
    const width = Math.max(...along) - Math.min(...along)
    if (width > widest) {
      widest = width
      best = [ux, uy]
    }
  }
  return best
}

/** The place that has half of the households on each side; null without households. */
function median(
  list: readonly number[],
  points: CountedPoints,
  project: (place: readonly [number, number]) => number,
): number | null {
  const weighted = list
    .filter((i) => points.households[i]! > 0)
    .map((i) => ({ at: project([points.x[i]!, points.y[i]!]), weight: points.households[i]! }))
    .sort((a, b) => a.at - b.at)
  const whole = weighted.reduce((sum, { weight }) => sum + weight, 0)
  if (weighted.length < 2) return null
  let sum = 0
  for (const [i, { at, weight }] of weighted.entries()) {
    sum += weight
    // between two buildings, so that neither stands on the line
    if (sum * 2 >= whole) return (at + (weighted[i + 1] ?? weighted[i - 1])!.at) / 2
  }
  return null
}
