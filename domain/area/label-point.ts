/** Ring as x, y, x, y ...; closed or not. */
export type FlatRing = ArrayLike<number>

interface Cell {
  x: number
  y: number
  half: number
  distance: number
  most: number
}

/** Cells looked at before the best one found is taken; shapes of a county need some dozens. */
const MOST_CELLS = 120

/**
 * A point well inside a polygon for its label: near the pole of inaccessibility, the point farthest from every border.
 * `rings[0]` is the outer ring, the others are holes; units are the input's. `precision` is a share of the smaller side.
 * Gives the middle of the box when the polygon has no inside.
 * Source: D. Garcia-Castellanos, U. Lombardo, "Poles of inaccessibility", 2007; here by best-first quartering.
 */
export function labelPoint(rings: readonly FlatRing[], precision = 0.05): [number, number] {
  const [west, south, east, north] = boxOf(rings[0]!)
  const size = Math.min(east - west, north - south)
  const middle: [number, number] = [(west + east) / 2, (south + north) / 2]
  if (!(size > 0)) return middle

  const step = Math.max(size, Math.max(east - west, north - south) / 8)
  const queue: Cell[] = []
  for (let x = west; x < east; x += step)
    for (let y = south; y < north; y += step) queue.push(cellAt(x + step / 2, y + step / 2, step / 2, rings))
  let best = cellAt(middle[0], middle[1], 0, rings)
  for (let looked = 0; looked < MOST_CELLS; looked++) {
    const cell = takeMost(queue)
    if (!cell || cell.most - best.distance <= precision * size) break
    if (cell.distance > best.distance) best = cell
    const half = cell.half / 2
    for (const [dx, dy] of [
      [-half, -half],
      [half, -half],
      [-half, half],
      [half, half],
    ] as const)
      queue.push(cellAt(cell.x + dx, cell.y + dy, half, rings))
  }
  return best.distance > 0 ? [best.x, best.y] : middle
}

function takeMost(queue: Cell[]): Cell | undefined {
  let at = 0
  for (let index = 1; index < queue.length; index++) if (queue[index]!.most > queue[at]!.most) at = index
  const taken = queue[at]
  const last = queue.pop()
  if (last && at < queue.length) queue[at] = last
  return taken
}

function cellAt(x: number, y: number, half: number, rings: readonly FlatRing[]): Cell {
  const distance = signedDistance(x, y, rings)
  return { x, y, half, distance, most: distance + half * Math.SQRT2 }
}

/** Distance to the nearest border; negative outside. */
function signedDistance(x: number, y: number, rings: readonly FlatRing[]): number {
  let inside = false
  let nearest = Infinity
  for (const ring of rings) {
    const count = ring.length / 2
    for (let at = 0, before = count - 1; at < count; before = at++) {
      const ax = ring[2 * at]!
      const ay = ring[2 * at + 1]!
      const bx = ring[2 * before]!
      const by = ring[2 * before + 1]!
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside
      nearest = Math.min(nearest, squaredToSegment(x - ax, y - ay, bx - ax, by - ay))
    }
  }
  return Math.sqrt(nearest) * (inside ? 1 : -1)
}

function squaredToSegment(px: number, py: number, dx: number, dy: number): number {
  const length = dx * dx + dy * dy
  const along = length === 0 ? 0 : Math.max(0, Math.min(1, (px * dx + py * dy) / length))
  const x = px - along * dx
  const y = py - along * dy
  return x * x + y * y
}

function boxOf(ring: FlatRing): [number, number, number, number] {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (let at = 0; at < ring.length; at += 2) {
    west = Math.min(west, ring[at]!)
    east = Math.max(east, ring[at]!)
    south = Math.min(south, ring[at + 1]!)
    north = Math.max(north, ring[at + 1]!)
  }
  return [west, south, east, north]
}
