/** Coarsest zoom is 0; a vertex with this zoom is only drawn from here on. World units are 1/2^31 of the world's width. */
const FINEST_ZOOM = 19

/** How far a simplified line may stray, in units of 1/4096 of a tile: a quarter of a pixel of a 512-pixel tile. */
const TOLERANCE = 2

/**
 * For each vertex of a line (x, y, x, y ... in world units) the first zoom that draws it, by Douglas-Peucker distance.
 * Ends are drawn from zoom 0. Written into `zooms` at `offset`, one byte a vertex.
 * Source: D. Douglas, T. Peucker, "Algorithms for the reduction of the number of points ...", 1973.
 */
export function vertexZooms(line: ArrayLike<number>, count: number, zooms: Uint8Array, offset: number): void {
  zooms.fill(FINEST_ZOOM, offset, offset + count)
  if (count === 0) return
  zooms[offset] = 0
  zooms[offset + count - 1] = 0
  const stack = [0, count - 1]
  while (stack.length > 0) {
    const last = stack.pop()!
    const first = stack.pop()!
    const farthest = farthestVertex(line, first, last)
    if (farthest.index < 0) continue
    zooms[offset + farthest.index] = zoomOfDistance(farthest.distance)
    if (farthest.index - first > 1) stack.push(first, farthest.index)
    if (last - farthest.index > 1) stack.push(farthest.index, last)
  }
}

/** Of equally far vertices the one nearest the middle, so that a flat stretch is halved and not peeled. */
function farthestVertex(line: ArrayLike<number>, first: number, last: number): { index: number; distance: number } {
  const middle = (first + last) / 2
  let index = -1
  let distance = -1
  for (let at = first + 1; at < last; at++) {
    const squared = squaredDistance(line, at, first, last)
    if (squared > distance || (squared === distance && Math.abs(at - middle) < Math.abs(index - middle))) {
      distance = squared
      index = at
    }
  }
  return { index, distance: Math.sqrt(distance) }
}

function squaredDistance(line: ArrayLike<number>, at: number, first: number, last: number): number {
  const ax = line[2 * first]!
  const ay = line[2 * first + 1]!
  const dx = line[2 * last]! - ax
  const dy = line[2 * last + 1]! - ay
  const px = line[2 * at]! - ax
  const py = line[2 * at + 1]! - ay
  const length = dx * dx + dy * dy
  const along = length === 0 ? 0 : Math.max(0, Math.min(1, (px * dx + py * dy) / length))
  const x = px - along * dx
  const y = py - along * dy
  return x * x + y * y
}

/** At zoom z a tile's unit is 2^(19 - z) world units. */
function zoomOfDistance(distance: number): number {
  if (distance <= 0) return FINEST_ZOOM
  const zoom = Math.floor(FINEST_ZOOM - Math.log2(distance / TOLERANCE)) + 1
  return Math.max(0, Math.min(FINEST_ZOOM, zoom))
}
