/** Values on a square grid, row 0 the southernmost; the outermost ones lie outside. */
interface Grid {
  columns: number
  rows: number
  /** A value is inside where it is no more than the limit. */
  values: Float32Array
}

/** A crossing stays this share of a cell away from values, so that rings never touch themselves or each other. */
const CLEAR = 0.02

/**
 * The borders between inside and outside as closed rings of x and y in turn (in cells, a value stands in its cell's middle),
 * the inside on their left: shells counter-clockwise, holes clockwise. Marching squares (Lorensen & Cline 1987 in the
 * plane), a saddle decided by the mean of its four values. Beyond `most` a difference from the limit only says in or out:
 * a border between a near value and one far away falls near the middle.
 */
export function traceRings({ columns, rows, values }: Grid, limit: number, most: number): number[][] {
  const rings: number[][] = []
  /** Inside values whose western border a ring has passed. */
  const passed = new Uint8Array(values.length)
  // south, east, north, west: the next heading to the left; values to the left and right of the side that is left through
  const leftOf = [1, columns + 1, columns, 0]
  const rightOf = [0, 1, columns + 1, columns]
  const step = [-columns, 1, columns, -1]
  const depth = (cell: number) => Math.max(-most, Math.min(most, limit - values[cell]!))

  function cross(ring: number[], inside: number, outside: number): void {
    const within = depth(inside)
    const share = Math.min(1 - CLEAR, Math.max(CLEAR, within / (within - depth(outside))))
    const x = inside % columns
    const y = (inside - x) / columns
    const otherX = outside % columns
    const otherY = (outside - otherX) / columns
    ring.push(x + share * (otherX - x) + 0.5, y + share * (otherY - y) + 0.5)
  }

  /** Follows the border that has `first` on its left and the value west of it on its right, southwards. */
  function follow(first: number): number[] {
    const ring: number[] = []
    cross(ring, first, first - 1)
    // a square is named by its south-western value
    const begin = first - 1 - columns
    let square = begin
    let heading = 0
    do {
      const isLeftIn = values[square + leftOf[heading]!]! <= limit
      const isRightIn = values[square + rightOf[heading]!]! <= limit
      const turnsRight = isRightIn && (isLeftIn || isMeanIn(square))
      if (turnsRight) heading = (heading + 3) & 3
      else if (!isLeftIn) heading = (heading + 1) & 3
      const inside = square + leftOf[heading]!
      if (heading === 0) passed[inside] = 1
      cross(ring, inside, square + rightOf[heading]!)
      square += step[heading]!
    } while (square !== begin || heading !== 0)
    return ring
  }

  function isMeanIn(square: number): boolean {
    return depth(square) + depth(square + 1) + depth(square + columns) + depth(square + columns + 1) > 0
  }

  for (let row = 1; row < rows - 1; row++)
    for (let cell = row * columns + 1, end = cell + columns - 2; cell < end; cell++)
      if (values[cell]! <= limit && values[cell - 1]! > limit && passed[cell] === 0) rings.push(follow(cell))
  return rings
}
