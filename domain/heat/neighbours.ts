/** Areas near each area, itself included: those of area `i` are `list[offsets[i]]` to `list[offsets[i + 1] - 1]`, rising. */
export interface Neighbours {
  /** Length: number of areas + 1. */
  offsets: Int32Array
  list: Int32Array
}

export interface NeighbourRule {
  /** Areas whose middles are at most so many metres apart are neighbours. */
  withinMeters: number
  /** Its nearest so many others are neighbours in any case. */
  atLeast: number
}

/** Distances that differ by less are the same: cells of a lattice take all or none of those equally far. */
const SAME_METERS = 0.01

/**
 * Neighbours of areas by the distance of their middles on a plane, for Gi* (an area is its own neighbour).
 * @param east, north middles in metres
 * Not symmetric where `atLeast` decides: a lonely area has neighbours that do not have it.
 */
export function neighboursOf(east: Float64Array, north: Float64Array, rule: NeighbourRule): Neighbours {
  if (east.length !== north.length) throw new Error(`${east.length} middles east but ${north.length} north`)
  if (!(rule.withinMeters >= 0)) throw new Error(`neighbours within ${rule.withinMeters} m: a distance from 0 on`)
  const offsets = new Int32Array(east.length + 1)
  const list: number[] = []
  const buckets = fillBuckets(east, north)
  for (let area = 0; area < east.length; area++) {
    for (const neighbour of nearOf(area, buckets, rule)) list.push(neighbour)
    offsets[area + 1] = list.length
  }
  return { offsets, list: Int32Array.from(list) }
}

/** Middles sorted into squares of about two areas each. */
interface Buckets {
  east: Float64Array
  north: Float64Array
  west: number
  south: number
  sideMeters: number
  columns: number
  rows: number
  offsets: Int32Array
  areas: Int32Array
}

function fillBuckets(east: Float64Array, north: Float64Array): Buckets {
  let [west, south, right, top] = [Infinity, Infinity, -Infinity, -Infinity]
  for (let area = 0; area < east.length; area++) {
    west = Math.min(west, east[area]!)
    right = Math.max(right, east[area]!)
    south = Math.min(south, north[area]!)
    top = Math.max(top, north[area]!)
  }
  const width = Math.max(1, right - west)
  const height = Math.max(1, top - south)
  const sideMeters =
    Math.max(width, height, 1) /
    Math.max(1, Math.sqrt((east.length / 2) * (Math.max(width, height) / Math.min(width, height))))
  const columns = Math.floor(width / sideMeters) + 1
  const rows = Math.floor(height / sideMeters) + 1
  const bucketOf = (area: number) =>
    Math.floor((north[area]! - south) / sideMeters) * columns + Math.floor((east[area]! - west) / sideMeters)
  const offsets = new Int32Array(columns * rows + 1)
  for (let area = 0; area < east.length; area++) offsets[bucketOf(area) + 1]!++
  for (let bucket = 0; bucket < columns * rows; bucket++) offsets[bucket + 1]! += offsets[bucket]!
  const next = offsets.slice()
  const areas = new Int32Array(east.length)
  for (let area = 0; area < east.length; area++) areas[next[bucketOf(area)]!++] = area
  return { east, north, west, south, sideMeters, columns, rows, offsets, areas }
}

function nearOf(area: number, buckets: Buckets, { withinMeters, atLeast }: NeighbourRule): number[] {
  const all = Math.hypot(buckets.columns, buckets.rows) * buckets.sideMeters
  let radius = Math.max(withinMeters, buckets.sideMeters)
  let found = withinRadius(area, buckets, radius)
  while (found.length <= atLeast && radius < all) {
    radius *= 2
    found = withinRadius(area, buckets, radius)
  }
  const distances = found.map(({ meters }) => meters).sort((a, b) => a - b)
  // the first is the area itself
  const reach = Math.max(withinMeters, distances[Math.min(atLeast, distances.length - 1)] ?? 0) + SAME_METERS
  return found
    .filter(({ meters }) => meters <= reach)
    .map(({ area }) => area)
    .sort((a, b) => a - b)
}

function withinRadius(area: number, buckets: Buckets, radius: number): { area: number; meters: number }[] {
  const { east, north, west, south, sideMeters, columns, rows, offsets, areas } = buckets
  const x = east[area]!
  const y = north[area]!
  const reach = radius + SAME_METERS
  const firstColumn = Math.max(0, Math.floor((x - reach - west) / sideMeters))
  const lastColumn = Math.min(columns - 1, Math.floor((x + reach - west) / sideMeters))
  const firstRow = Math.max(0, Math.floor((y - reach - south) / sideMeters))
  const lastRow = Math.min(rows - 1, Math.floor((y + reach - south) / sideMeters))
  const found: { area: number; meters: number }[] = []
  for (let row = firstRow; row <= lastRow; row++) {
    const from = offsets[row * columns + firstColumn]!
    const to = offsets[row * columns + lastColumn + 1]!
    for (let index = from; index < to; index++) {
      const other = areas[index]!
      const meters = Math.hypot(east[other]! - x, north[other]! - y)
      if (meters <= reach) found.push({ area: other, meters })
    }
  }
  return found
}
