/** A line of x, y pairs in use again for each ring: `length` numbers of `values` count. */
export interface Line {
  values: Float64Array
  length: number
}

export function newLine(): Line {
  return { values: new Float64Array(1024), length: 0 }
}

export function pushPoint(line: Line, x: number, y: number): void {
  if (line.length + 2 > line.values.length) {
    const larger = new Float64Array(line.values.length * 2)
    larger.set(line.values)
    line.values = larger
  }
  line.values[line.length++] = x
  line.values[line.length++] = y
}

/**
 * Cuts a closed ring to the square from `low` to `high` on both axes; the result stands in the returned line,
 * which is `ring` or `spare`. Pieces of a concave ring stay joined along the square's border.
 * Source: I. Sutherland, G. Hodgman, "Reentrant polygon clipping", 1974.
 */
export function clipRing(ring: Line, spare: Line, low: number, high: number): Line {
  let from = ring
  let to = spare
  for (const axis of [0, 1] as const)
    for (const [limit, sign] of [
      [low, 1],
      [high, -1],
    ] as const) {
      cutRing(from, to, axis, limit, sign)
      ;[from, to] = [to, from]
    }
  return from
}

/** Cuts a line to the same square and tells each piece. */
export function clipLine(line: Line, piece: Line, low: number, high: number, tell: (piece: Line) => void): void {
  const { values, length } = line
  piece.length = 0
  for (let at = 2; at < length; at += 2) {
    const [ax, ay, bx, by] = [values[at - 2]!, values[at - 1]!, values[at]!, values[at + 1]!]
    const inside = clipSegment(ax, ay, bx - ax, by - ay, low, high)
    if (!inside) {
      if (piece.length > 0) tell(piece)
      piece.length = 0
      continue
    }
    const [start, end] = inside
    if (piece.length === 0) pushPoint(piece, ax + start * (bx - ax), ay + start * (by - ay))
    pushPoint(piece, end === 1 ? bx : ax + end * (bx - ax), end === 1 ? by : ay + end * (by - ay))
    if (end < 1) {
      tell(piece)
      piece.length = 0
    }
  }
  if (piece.length > 0) tell(piece)
}

function cutRing(from: Line, to: Line, axis: 0 | 1, limit: number, sign: 1 | -1): void {
  to.length = 0
  const { values, length } = from
  for (let at = 0; at < length; at += 2) {
    const before = at === 0 ? length - 2 : at - 2
    const here = (values[at + axis]! - limit) * sign
    const there = (values[before + axis]! - limit) * sign
    if (here >= 0 !== there >= 0) {
      const share = there / (there - here)
      const x = values[before]! + share * (values[at]! - values[before]!)
      const y = values[before + 1]! + share * (values[at + 1]! - values[before + 1]!)
      pushPoint(to, axis === 0 ? limit : x, axis === 1 ? limit : y)
    }
    if (here >= 0) pushPoint(to, values[at]!, values[at + 1]!)
  }
}

/** Part of a segment inside the square as shares of its length. Source: Y. Liang, B. Barsky, 1984. */
function clipSegment(x: number, y: number, dx: number, dy: number, low: number, high: number): [number, number] | null {
  let start = 0
  let end = 1
  for (const [delta, room] of [
    [-dx, x - low],
    [dx, high - x],
    [-dy, y - low],
    [dy, high - y],
  ] as const) {
    if (delta === 0) {
      if (room < 0) return null
    } else if (delta < 0) start = Math.max(start, room / delta)
    else end = Math.min(end, room / delta)
  }
  return start <= end ? [start, end] : null
}
