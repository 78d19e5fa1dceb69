import { contours } from 'd3-contour'
import type { Position } from '#domain/contract/common.ts'
import { paces, type WalkProfile } from './profile.ts'
import { METERS_PER_DEGREE, metersPerLongitude } from './sphere.ts'
import type { StreetPiece } from './street-time.ts'

/** Ground farther than this from every street is never painted. */
export const PAINT_METERS = 60
/** Time of ground that no street is near to. */
const FAR_SECONDS = 1e6

/** Walking seconds on a square grid over the ground; row 0 is the southernmost. */
export interface TimeField {
  west: number
  south: number
  columns: number
  rows: number
  /** Degrees of one cell. */
  cellLongitude: number
  cellLatitude: number
  cellMeters: number
  seconds: Float32Array
  profile: WalkProfile
}

/**
 * Walking seconds of the ground around streets: the time at the nearest street's nearest point and the straight stretch to
 * it, as for households. Pass every street of the box, late ones too: ground belongs to its nearest street.
 */
export function timeField(pieces: readonly StreetPiece[], profile: WalkProfile, cellMeters: number): TimeField {
  const field = emptyField(pieces, profile, cellMeters)
  const nearest = new Float32Array(field.seconds.length).fill(PAINT_METERS)
  for (const piece of pieces) stampPiece(field, nearest, piece)
  return field
}

/** The ground within each of `minutes` minutes as MultiPolygon coordinates, holes and islands kept, shells counter-clockwise. */
export function walkArea(field: TimeField, minutes: number): Position[][][] {
  const { columns, rows, seconds, cellMeters, profile } = field
  const limit = minutes * 60
  // beyond one cell's walk a value only says in or out; capped there, a border at a wall falls midway between two cells
  const reach = (cellMeters * 3.6) / paces[profile].kilometersPerHour
  const capped = new Array<number>(seconds.length)
  for (let cell = 0; cell < capped.length; cell++) {
    capped[cell] = Math.max(-reach, Math.min(reach, limit - seconds[cell]!))
  }
  const drawn = contours().size([columns, rows]).smooth(true).thresholds([0])(capped)[0]
  return (drawn?.coordinates ?? []).map((polygon) =>
    polygon.map((ring) =>
      ring
        .map(
          ([x, y]): Position => [
            place(field.west, x!, field.cellLongitude),
            place(field.south, y!, field.cellLatitude),
          ],
        )
        .reverse(),
    ),
  )
}

function place(origin: number, cells: number, cellDegrees: number): number {
  return Math.round((origin + cells * cellDegrees) * 1e6) / 1e6
}

function emptyField(pieces: readonly StreetPiece[], profile: WalkProfile, cellMeters: number): TimeField {
  let [west, south, east, north] = [180, 90, -180, -90]
  for (const { line } of pieces)
    for (const [longitude, latitude] of line) {
      west = Math.min(west, longitude)
      east = Math.max(east, longitude)
      south = Math.min(south, latitude)
      north = Math.max(north, latitude)
    }
  if (west > east) [west, south, east, north] = [0, 0, 0, 0]
  const cellLongitude = cellMeters / metersPerLongitude((south + north) / 2)
  const cellLatitude = cellMeters / METERS_PER_DEGREE
  const margin = Math.ceil(PAINT_METERS / cellMeters) + 2
  const columns = Math.ceil((east - west) / cellLongitude) + 2 * margin
  const rows = Math.ceil((north - south) / cellLatitude) + 2 * margin
  return {
    west: west - margin * cellLongitude,
    south: south - margin * cellLatitude,
    columns,
    rows,
    cellLongitude,
    cellLatitude,
    cellMeters,
    seconds: new Float32Array(columns * rows).fill(FAR_SECONDS),
    profile,
  }
}

function stampPiece(field: TimeField, nearest: Float32Array, piece: StreetPiece): void {
  const xs = piece.line.map(([longitude]) => ((longitude - field.west) / field.cellLongitude) * field.cellMeters)
  const ys = piece.line.map(([, latitude]) => ((latitude - field.south) / field.cellLatitude) * field.cellMeters)
  const lengths = xs.slice(1).map((x, at) => Math.hypot(x - xs[at]!, ys[at + 1]! - ys[at]!))
  const whole = lengths.reduce((sum, length) => sum + length, 0)
  const gain = whole === 0 ? 0 : (piece.endSeconds - piece.startSeconds) / whole
  let start = piece.startSeconds
  for (const [at, length] of lengths.entries()) {
    const end = start + gain * length
    stampStretch(field, nearest, [xs[at]!, ys[at]!, start], [xs[at + 1]!, ys[at + 1]!, end])
    start = end
  }
}

type Timed = readonly [x: number, y: number, seconds: number]

function stampStretch(field: TimeField, nearest: Float32Array, from: Timed, to: Timed): void {
  const { cellMeters, columns, seconds } = field
  const secondsPerMeter = 3.6 / paces[field.profile].kilometersPerHour
  const runX = to[0] - from[0]
  const runY = to[1] - from[1]
  const square = runX * runX + runY * runY
  const first = (a: number, b: number) => Math.ceil((Math.min(a, b) - PAINT_METERS) / cellMeters - 0.5)
  const last = (a: number, b: number) => Math.floor((Math.max(a, b) + PAINT_METERS) / cellMeters - 0.5)
  for (let row = first(from[1], to[1]); row <= last(from[1], to[1]); row++)
    for (let column = first(from[0], to[0]); column <= last(from[0], to[0]); column++) {
      const x = (column + 0.5) * cellMeters - from[0]
      const y = (row + 0.5) * cellMeters - from[1]
      const share = square === 0 ? 0 : Math.min(1, Math.max(0, (x * runX + y * runY) / square))
      const meters = Math.hypot(x - share * runX, y - share * runY)
      const cell = row * columns + column
      if (meters >= nearest[cell]!) continue
      nearest[cell] = meters
      seconds[cell] = from[2] + share * (to[2] - from[2]) + meters * secondsPerMeter
    }
}
