import { touches } from './cut-line.ts'
import { inTriangle } from './in-triangle.ts'
import { orient, type Path } from './lattice.ts'
import type { Star } from './star.ts'

/** Steps an end stays back from what it met, tried in this order. */
const STAND_OFF = [1, 2, 4, 8, 16, 64]

/** How far the middle of a star comes on a straight way: the whole way, or to the last free place before a border. */
export type Reach = { free: true } | { free: false; x: number; y: number }

/**
 * Follows the middle of a star to a place, its spokes with it, and stops where one of them or the middle would meet
 * another border. On a free way the borders keep their order, so faces keep their neighbours and what lies in them.
 */
export function reachOf(star: Star, toX: number, toY: number): Reach {
  const share = freeShare(star, toX, toY)
  if (share === null) return { free: true }
  const length = Math.hypot(toX - star.x, toY - star.y)
  for (const back of STAND_OFF) {
    const along = share - back / length
    if (along <= 0) break
    const x = Math.round(star.x + (toX - star.x) * along)
    const y = Math.round(star.y + (toY - star.y) * along)
    if (freeShare(star, x, y) === null) return { free: false, x, y }
  }
  return { free: false, x: star.x, y: star.y }
}

/** Share of the way (0 to 1) before the first border; null when there is none. */
function freeShare({ x: px, y: py, spokes, obstacles }: Star, qx: number, qy: number): number | null {
  let [west, east] = px < qx ? [px, qx] : [qx, px]
  let [south, north] = py < qy ? [py, qy] : [qy, py]
  for (const { x, y } of spokes) {
    if (x < west) west = x
    if (x > east) east = x
    if (y < south) south = y
    if (y > north) north = y
  }
  let least: number | null = null
  const meet = (share: number) => {
    if (least === null || share < least) least = share
  }
  for (const path of obstacles)
    for (let i = 0; i < path.length; i += 2) {
      const x = path[i]!
      const y = path[i + 1]!
      if (x >= west && x <= east && y >= south && y <= north)
        for (const spoke of spokes)
          if ((x !== spoke.x || y !== spoke.y) && inTriangle(spoke.x, spoke.y, px, py, qx, qy, x, y))
            meet(shareAt(spoke.x, spoke.y, px, py, qx, qy, x, y))
      if (i + 3 >= path.length) continue
      const share = meeting(px, py, qx, qy, path, i)
      if (share !== null) meet(share)
    }
  return least
}

/** Share of p to q at which the line from a through c meets it. */
function shareAt(
  ax: number,
  ay: number,
  px: number,
  py: number,
  qx: number,
  qy: number,
  cx: number,
  cy: number,
): number {
  const p = orient(ax, ay, cx, cy, px, py)
  const q = orient(ax, ay, cx, cy, qx, qy)
  // all on one line: the middle itself comes to c
  if (p === q) return Math.hypot(cx - px, cy - py) / Math.hypot(qx - px, qy - py)
  return p / (p - q)
}

/** Share of p to q at which it meets a segment of a path; null when it does not. */
function meeting(px: number, py: number, qx: number, qy: number, path: Path, i: number): number | null {
  const [cx, cy, dx, dy] = [path[i]!, path[i + 1]!, path[i + 2]!, path[i + 3]!]
  if (!touches(px, py, qx, qy, cx, cy, dx, dy)) return null
  const p = orient(cx, cy, dx, dy, px, py)
  const q = orient(cx, cy, dx, dy, qx, qy)
  if (p === q) return 0
  return p / (p - q)
}
