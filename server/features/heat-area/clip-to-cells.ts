/** A place in cells of the lattice, from its origin. */
export type Place = readonly [x: number, y: number]

/** Polygons of closed rings, the outer one first, in cells. */
export type CellPolygons = Place[][][]

/**
 * The ground of polygons in each of `cells` by `column row`, closed rings in cells; give them row by row. Cells
 * without any are left out. Pieces of a concave ring stay joined along the cell's border, where they enclose nothing.
 * Source: Sutherland & Hodgman, Reentrant polygon clipping, Communications of the ACM 17 (1974) 32-42.
 */
export function clipToCells(
  polygons: readonly (readonly (readonly Place[])[])[],
  cells: readonly (readonly [column: number, row: number])[],
): Map<string, CellPolygons> {
  const clipped = new Map<string, CellPolygons>()
  let [strip, stripRow]: [CellPolygons, number] = [[], Number.NaN]
  for (const [column, row] of cells) {
    if (stripRow !== row) strip = clipBetween(polygons, 1, row)
    stripRow = row
    const ground = clipBetween(strip, 0, column)
    if (areaOf(ground) > LEAST_AREA) clipped.set(`${column} ${row}`, ground)
  }
  return clipped
}

/** Of a cell; what is less is a border that only touches it. */
const LEAST_AREA = 1e-9

/** Area of polygons with their holes, in cells. */
export function areaOf(polygons: CellPolygons): number {
  const sizes = polygons.map((rings) => rings.map((ring) => Math.abs(signedArea(ring))))
  return sizes.reduce((sum, [outer = 0, ...holes]) => sum + holes.reduce((rest, hole) => rest - hole, outer), 0)
}

/** Whether a place lies in polygons with holes. */
export function contains(polygons: CellPolygons, [x, y]: Place): boolean {
  let inside = false
  for (const ring of polygons.flat())
    for (let i = 1; i < ring.length; i++) {
      const [ax, ay] = ring[i - 1]!
      const [bx, by] = ring[i]!
      if (ay <= y !== by <= y && x < ax + ((y - ay) / (by - ay)) * (bx - ax)) inside = !inside
    }
  return inside
}

/** What of polygons lies from `at` to `at + 1` on an axis. */
function clipBetween(polygons: readonly (readonly (readonly Place[])[])[], axis: 0 | 1, at: number): CellPolygons {
  return polygons.flatMap(([outer = [], ...holes]) => {
    const kept = clipRing(outer, axis, at)
    if (kept.length === 0) return []
    return [[kept, ...holes.map((hole) => clipRing(hole, axis, at)).filter((hole) => hole.length > 0)]]
  })
}

function clipRing(ring: readonly Place[], axis: 0 | 1, at: number): Place[] {
  return cutRing(cutRing(ring, axis, at, 1), axis, at + 1, -1)
}

/** The part of a closed ring on one side of a level: `sign` 1 keeps what is above, -1 what is below; [] when there is none. */
function cutRing(ring: readonly Place[], axis: 0 | 1, level: number, sign: 1 | -1): Place[] {
  const kept: Place[] = []
  for (let i = 1; i < ring.length; i++) {
    const [from, to] = [ring[i - 1]!, ring[i]!]
    const [before, after] = [sign * (from[axis] - level), sign * (to[axis] - level)]
    if (before >= 0 !== after >= 0) {
      const share = before / (before - after)
      const other = axis === 0 ? 1 : 0
      const across = from[other] + (to[other] - from[other]) * share
      kept.push(axis === 0 ? [level, across] : [across, level])
    }
    if (after >= 0) kept.push(to)
  }
  const first = kept[0]
  return kept.length < 3 || !first ? [] : [...kept, first]
}

function signedArea(ring: readonly Place[]): number {
  const [x0, y0] = ring[0] ?? [0, 0]
  let double = 0
  for (let i = 1; i < ring.length; i++) {
    const [ax, ay] = ring[i - 1]!
    const [bx, by] = ring[i]!
    double += (ax - x0) * (by - y0) - (bx - x0) * (ay - y0)
  }
  return double / 2
}
