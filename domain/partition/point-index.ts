import type { CountedPoints } from './census.ts'

/** Points in squares, those of one square one after the other: what a swept triangle asks. Lattice steps. */
export interface PointIndex {
  readonly west: number
  readonly south: number
  readonly columns: number
  readonly rows: number
  readonly squareSteps: number
  /** First point of each square, row by row; one more at the end. */
  readonly starts: Uint32Array
  /** Point numbers in the order of squares, and their places in the same order. */
  readonly order: Uint32Array
  readonly x: Int32Array
  readonly y: Int32Array
}

/** Points a square holds on average where they lie evenly. */
const POINTS_PER_SQUARE = 4
const MOST_SQUARES = 4_000_000

// points of a base never change
const known = new WeakMap<CountedPoints, PointIndex>()

/** The index of points, made once for each set of columns. */
export function indexPoints(points: CountedPoints): PointIndex {
  let index = known.get(points)
  if (!index) {
    index = build(points)
    known.set(points, index)
  }
  return index
}

function build({ x, y }: CountedPoints): PointIndex {
  const count = x.length
  let [west, south, east, north] = count === 0 ? [0, 0, 0, 0] : [x[0]!, y[0]!, x[0]!, y[0]!]
  for (let i = 0; i < count; i++) {
    if (x[i]! < west) west = x[i]!
    if (x[i]! > east) east = x[i]!
    if (y[i]! < south) south = y[i]!
    if (y[i]! > north) north = y[i]!
  }
  const wanted = Math.min(MOST_SQUARES, Math.max(1, count / POINTS_PER_SQUARE))
  const squareSteps = Math.max(1, Math.ceil(Math.sqrt(((east - west + 1) * (north - south + 1)) / wanted)))
  const columns = Math.floor((east - west) / squareSteps) + 1
  const rows = Math.floor((north - south) / squareSteps) + 1
  const square = new Uint32Array(count)
  const starts = new Uint32Array(columns * rows + 1)
  for (let i = 0; i < count; i++) {
    const at = Math.floor((y[i]! - south) / squareSteps) * columns + Math.floor((x[i]! - west) / squareSteps)
    square[i] = at
    starts[at + 1]!++
  }
  for (let at = 0; at < columns * rows; at++) starts[at + 1]! += starts[at]!
  const next = starts.slice(0, -1)
  const order = new Uint32Array(count)
  const [xs, ys] = [new Int32Array(count), new Int32Array(count)]
  for (let i = 0; i < count; i++) {
    const place = next[square[i]!]!++
    order[place] = i
    xs[place] = x[i]!
    ys[place] = y[i]!
  }
  return { west, south, columns, rows, squareSteps, starts, order, x: xs, y: ys }
}

/** Calls for each point in a box (west, south, east, north), with its place. */
export function pointsIn(
  index: PointIndex,
  box: readonly [number, number, number, number],
  found: (point: number, x: number, y: number) => void,
): void {
  const { west, south, columns, rows, squareSteps, starts, x, y, order } = index
  const firstColumn = Math.max(0, Math.floor((box[0] - west) / squareSteps))
  const lastColumn = Math.min(columns - 1, Math.floor((box[2] - west) / squareSteps))
  const lastRow = Math.min(rows - 1, Math.floor((box[3] - south) / squareSteps))
  if (lastColumn < firstColumn) return
  for (let row = Math.max(0, Math.floor((box[1] - south) / squareSteps)); row <= lastRow; row++)
    for (let i = starts[row * columns + firstColumn]!; i < starts[row * columns + lastColumn + 1]!; i++)
      if (x[i]! >= box[0] && x[i]! <= box[2] && y[i]! >= box[1] && y[i]! <= box[3]) found(order[i]!, x[i]!, y[i]!)
}

/**
 * Calls for each point that a turn from a-p to a-q sweeps over, with +1 or -1: how often the triangle a, p, q winds
 * around it. Borders count as `owns` has them, so sums of turns are exactly what a census before and after differ by.
 */
export function sweep(
  index: PointIndex,
  ax: number,
  ay: number,
  px: number,
  py: number,
  qx: number,
  qy: number,
  found: (point: number, winding: number) => void,
): void {
  const { west, south, columns, rows, squareSteps, starts, x, y, order } = index
  const lastColumn = Math.min(columns - 1, Math.floor((Math.max(ax, px, qx) - west) / squareSteps))
  const lastRow = Math.min(rows - 1, Math.floor((Math.max(ay, py, qy) - south) / squareSteps))
  const firstColumn = Math.max(0, Math.floor((Math.min(ax, px, qx) - west) / squareSteps))
  const firstRow = Math.max(0, Math.floor((Math.min(ay, py, qy) - south) / squareSteps))
  for (let row = firstRow; row <= lastRow; row++) {
    const from = starts[row * columns + firstColumn]!
    const to = starts[row * columns + lastColumn + 1]!
    if (lastColumn < firstColumn) return
    for (let i = from; i < to; i++) {
      const cx = x[i]!
      const cy = y[i]!
      const winding =
        crossing(ax, ay, px, py, cx, cy) + crossing(px, py, qx, qy, cx, cy) + crossing(qx, qy, ax, ay, cx, cy)
      if (winding !== 0) found(order[i]!, winding)
    }
  }
}

/** +1 where an edge goes up on the right of a point, -1 where it goes down, else 0; the rule of `owns`. */
function crossing(ax: number, ay: number, bx: number, by: number, x: number, y: number): number {
  if (ay <= y === by <= y) return 0
  if (ay < by) return (bx - ax) * (y - ay) - (by - ay) * (x - ax) > 0 ? 1 : 0
  return (ax - bx) * (y - by) - (ay - by) * (x - bx) > 0 ? -1 : 0
}
