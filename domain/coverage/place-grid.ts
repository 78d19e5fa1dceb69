import { METERS_PER_DEGREE, metersPerLongitude } from './sphere.ts'

const CELL_METERS = 250

/** Finds places by a box in degrees; answers hold all places of every cell that the box touches. */
export type PlaceFinder = (west: number, south: number, east: number, north: number) => number[]

/** Sorts places into square cells, once. */
export function placeFinder(longitude: Float64Array, latitude: Float64Array): PlaceFinder {
  const [west, east] = rangeOf(longitude)
  const [south, north] = rangeOf(latitude)
  const wide = CELL_METERS / metersPerLongitude((south + north) / 2)
  const high = CELL_METERS / METERS_PER_DEGREE
  const columns = Math.floor((east - west) / wide) + 1
  const rows = Math.floor((north - south) / high) + 1
  const cellOf = (place: number) =>
    Math.floor((latitude[place]! - south) / high) * columns + Math.floor((longitude[place]! - west) / wide)
  const start = new Uint32Array(columns * rows + 1)
  for (let place = 0; place < longitude.length; place++) start[cellOf(place) + 1]!++
  for (let cell = 0; cell < columns * rows; cell++) start[cell + 1]! += start[cell]!
  const next = start.slice()
  const sorted = new Uint32Array(longitude.length)
  for (let place = 0; place < longitude.length; place++) sorted[next[cellOf(place)]!++] = place
  return (left, bottom, right, top) => {
    const found: number[] = []
    const first = Math.max(0, Math.floor((left - west) / wide))
    const last = Math.min(columns - 1, Math.floor((right - west) / wide))
    const highest = Math.min(rows - 1, Math.floor((top - south) / high))
    for (let row = Math.max(0, Math.floor((bottom - south) / high)); row <= highest; row++)
      for (let column = first; column <= last; column++) {
        const cell = row * columns + column
        for (let at = start[cell]!; at < start[cell + 1]!; at++) found.push(sorted[at]!)
      }
    return found
  }
}

function rangeOf(values: Float64Array): [number, number] {
  if (values.length === 0) return [0, 0]
  let least = Number.POSITIVE_INFINITY
  let most = Number.NEGATIVE_INFINITY
  for (const value of values) {
    least = Math.min(least, value)
    most = Math.max(most, value)
  }
  return [least, most]
}
