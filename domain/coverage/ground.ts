import type { Position } from '#domain/contract/common.ts'
import { PAINT_METERS, type TimeField } from './area.ts'
import { paces, type WalkProfile } from './profile.ts'
import { METERS_PER_DEGREE, metersPerLongitude } from './sphere.ts'

/** Time of ground that no street is near to, or that nobody comes to in time. */
const FAR_SECONDS = 1e6

/** A street and the walking times along it: those at its two ends, and at points in between where walking also begins. */
export interface GroundStreet {
  /** Longitude, latitude pairs; the street owns points `first` to `last`. */
  vertices: ArrayLike<number>
  first: number
  last: number
  /** Seconds at both ends; FAR where they are not reached. */
  startSeconds: number
  endSeconds: number
  /** Seconds of the whole street, walked from its start and from its end. */
  alongSeconds: number
  backSeconds: number
  /** Walking also begins here (share 0 to 1 of its length). */
  begins: readonly { along: number; seconds: number }[]
}

/** A field of a square around a place, nothing painted yet. */
export function emptyGround(
  [longitude, latitude]: Position,
  reachMeters: number,
  profile: WalkProfile,
  cellMeters: number,
): TimeField {
  const cellLongitude = cellMeters / metersPerLongitude(latitude)
  const cellLatitude = cellMeters / METERS_PER_DEGREE
  const half = Math.ceil((reachMeters + PAINT_METERS) / cellMeters) + 2
  return {
    west: longitude - half * cellLongitude,
    south: latitude - half * cellLatitude,
    columns: 2 * half,
    rows: 2 * half,
    cellLongitude,
    cellLatitude,
    cellMeters,
    seconds: new Float32Array(4 * half * half).fill(FAR_SECONDS),
    profile,
  }
}

/** Cells to a block: streets are told by block whether anything near them is painted. */
const BLOCK_CELLS = 8

/**
 * Paints every street: ground takes the time at its nearest street's nearest point and the straight stretch to it, as
 * households do. Pass every street of the box: those where nobody comes within `latestSeconds` keep ground from others. They
 * are painted last, and only where there is ground to keep.
 */
export function paintGround(field: TimeField, streets: readonly GroundStreet[], latestSeconds: number): void {
  const nearest = new Float32Array(field.seconds.length).fill((PAINT_METERS / field.cellMeters) ** 2)
  const blocks = blocksOf(field)
  const late: GroundStreet[] = []
  for (const street of streets) {
    if (street.startSeconds > latestSeconds && street.endSeconds > latestSeconds && street.begins.length === 0) {
      late.push(street)
      continue
    }
    blocks.mark(street)
    paintStreet(field, nearest, street)
  }
  for (const street of late) if (blocks.isMarked(street)) paintStreet(field, nearest, street)
}

/** Which blocks of a field a street's paint may reach, by its box. */
function blocksOf({ west, south, columns, rows, cellLongitude, cellLatitude, cellMeters }: TimeField) {
  const across = Math.ceil(columns / BLOCK_CELLS)
  const down = Math.ceil(rows / BLOCK_CELLS)
  const marked = new Uint8Array(across * down)
  const reach = PAINT_METERS / cellMeters
  const box = { left: 0, right: 0, bottom: 0, top: 0 }

  function measure({ vertices, first, last }: GroundStreet): void {
    let [left, bottom, right, top] = [
      Number.POSITIVE_INFINITY,
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
    ]
    for (let vertex = first; vertex <= last; vertex++) {
      const x = (vertices[2 * vertex]! - west) / cellLongitude
      const y = (vertices[2 * vertex + 1]! - south) / cellLatitude
      if (x < left) left = x
      if (x > right) right = x
      if (y < bottom) bottom = y
      if (y > top) top = y
    }
    box.left = Math.max(0, Math.floor((left - reach) / BLOCK_CELLS))
    box.right = Math.min(across - 1, Math.floor((right + reach) / BLOCK_CELLS))
    box.bottom = Math.max(0, Math.floor((bottom - reach) / BLOCK_CELLS))
    box.top = Math.min(down - 1, Math.floor((top + reach) / BLOCK_CELLS))
  }

  return {
    mark(street: GroundStreet): void {
      measure(street)
      for (let row = box.bottom; row <= box.top; row++)
        marked.fill(1, row * across + box.left, row * across + box.right + 1)
    },
    isMarked(street: GroundStreet): boolean {
      measure(street)
      for (let row = box.bottom; row <= box.top; row++)
        for (let column = box.left; column <= box.right; column++) if (marked[row * across + column] === 1) return true
      return false
    },
  }
}

function paintStreet(field: TimeField, nearest: Float32Array, street: GroundStreet): void {
  const { vertices, first, last } = street
  const { west, south, cellLongitude, cellLatitude } = field
  let whole = 0
  let x = (vertices[2 * first]! - west) / cellLongitude
  let y = (vertices[2 * first + 1]! - south) / cellLatitude
  if (last === first + 1) {
    const endX = (vertices[2 * last]! - west) / cellLongitude
    const endY = (vertices[2 * last + 1]! - south) / cellLatitude
    paintStretch(field, nearest, street, x, y, endX, endY, 0, 1)
    return
  }
  for (let vertex = first; vertex < last; vertex++) whole += cellsBetween(field, vertices, vertex)
  let passed = 0
  for (let vertex = first; vertex < last; vertex++) {
    const from = whole === 0 ? 0 : passed / whole
    passed += cellsBetween(field, vertices, vertex)
    const to = whole === 0 ? 0 : passed / whole
    const endX = (vertices[2 * vertex + 2]! - west) / cellLongitude
    const endY = (vertices[2 * vertex + 3]! - south) / cellLatitude
    paintStretch(field, nearest, street, x, y, endX, endY, from, to)
    x = endX
    y = endY
  }
}

/** Length from a vertex to the next, in cells. */
function cellsBetween({ cellLongitude, cellLatitude }: TimeField, vertices: ArrayLike<number>, vertex: number): number {
  const x = (vertices[2 * vertex + 2]! - vertices[2 * vertex]!) / cellLongitude
  const y = (vertices[2 * vertex + 3]! - vertices[2 * vertex + 1]!) / cellLatitude
  return Math.sqrt(x * x + y * y)
}

/** Hot: every cell around a straight stretch (ends in cells) from one share of its street to another. */
function paintStretch(
  { columns, rows, seconds, cellMeters, profile }: TimeField,
  nearest: Float32Array,
  { startSeconds, endSeconds, alongSeconds, backSeconds, begins }: GroundStreet,
  x1: number,
  y1: number,
  x2: number,
  y2: number,
  fromShare: number,
  toShare: number,
): void {
  const secondsPerCell = (cellMeters * 3.6) / paces[profile].kilometersPerHour
  const reach = PAINT_METERS / cellMeters
  const runX = x2 - x1
  const runY = y2 - y1
  const square = runX * runX + runY * runY
  const inverse = square === 0 ? 0 : 1 / square
  const left = Math.max(0, Math.ceil(Math.min(x1, x2) - reach - 0.5))
  const right = Math.min(columns - 1, Math.floor(Math.max(x1, x2) + reach - 0.5))
  const bottom = Math.max(0, Math.ceil(Math.min(y1, y2) - reach - 0.5))
  const top = Math.min(rows - 1, Math.floor(Math.max(y1, y2) + reach - 0.5))
  for (let row = bottom; row <= top; row++) {
    const y = row + 0.5 - y1
    let cell = row * columns + left
    for (let column = left; column <= right; column++, cell++) {
      const x = column + 0.5 - x1
      let part = (x * runX + y * runY) * inverse
      if (part < 0) part = 0
      else if (part > 1) part = 1
      const offX = x - part * runX
      const offY = y - part * runY
      const off = offX * offX + offY * offY
      if (off >= nearest[cell]!) continue
      nearest[cell] = off
      const share = fromShare + part * (toShare - fromShare)
      let time = startSeconds + alongSeconds * share
      const fromEnd = endSeconds + backSeconds * (1 - share)
      if (fromEnd < time) time = fromEnd
      for (const begin of begins) {
        const apart = share - begin.along
        const fromHere = begin.seconds + (apart >= 0 ? alongSeconds * apart : -backSeconds * apart)
        if (fromHere < time) time = fromHere
      }
      seconds[cell] = time + Math.sqrt(off) * secondsPerCell
    }
  }
}
