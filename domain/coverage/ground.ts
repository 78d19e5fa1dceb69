import type { Position } from '#domain/contract/common.ts'
import { paces, type WalkProfile } from './profile.ts'
import { METERS_PER_DEGREE, metersPerLongitude } from './sphere.ts'

/** Ground farther than this from every street is never painted. */
const PAINT_METERS = 60
/** Seconds of ground, and of street ends, that nobody comes to in time. */
export const FAR_SECONDS = 1e6
/** Cells to a block: late stretches are told by block whether anything near them is painted. */
const BLOCK_CELLS = 8

/** Walking seconds on a square grid over the ground; row 0 is the southernmost. The outermost cells are never painted. */
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

/** Numbers of one stretch: both ends in cells, seconds at both ends when walked on from the first, and from the second. */
const STRIDE = 8

/** Straight stretches of streets over a field, with the walking times along them, as one column that grows. */
export interface Stretches {
  count: number
  values: Float64Array
}

export function noStretches(): Stretches {
  return { count: 0, values: new Float64Array(STRIDE * 2048) }
}

/**
 * Adds a stretch between two places in degrees. Walking comes along it from its first end (`onSeconds` at both ends) and
 * from its second (`backSeconds`); the sooner counts.
 */
export function addStretch(
  stretches: Stretches,
  { west, south, cellLongitude, cellLatitude }: TimeField,
  longitude: number,
  latitude: number,
  toLongitude: number,
  toLatitude: number,
  onSeconds: number,
  onSecondsThere: number,
  backSeconds: number,
  backSecondsThere: number,
): void {
  const at = STRIDE * stretches.count++
  if (at === stretches.values.length) {
    const larger = new Float64Array(2 * at)
    larger.set(stretches.values)
    stretches.values = larger
  }
  const { values } = stretches
  values[at] = (longitude - west) / cellLongitude
  values[at + 1] = (latitude - south) / cellLatitude
  values[at + 2] = (toLongitude - west) / cellLongitude
  values[at + 3] = (toLatitude - south) / cellLatitude
  values[at + 4] = onSeconds
  values[at + 5] = onSecondsThere
  values[at + 6] = backSeconds
  values[at + 7] = backSecondsThere
}

/**
 * Paints every stretch: ground takes the time at its nearest stretch's nearest point and the straight way to it, as
 * households do. Pass every stretch of the box: those where nobody comes within `latestSeconds` keep ground from others. They
 * are painted last, and only where there is ground to keep.
 */
export function paintGround(field: TimeField, { count, values }: Stretches, latestSeconds: number): void {
  const nearest = new Float32Array(field.seconds.length).fill((PAINT_METERS / field.cellMeters) ** 2)
  const across = Math.ceil(field.columns / BLOCK_CELLS)
  const painted = new Uint8Array(across * Math.ceil(field.rows / BLOCK_CELLS))
  const box: CellBox = { left: 0, right: 0, bottom: 0, top: 0 }
  const isLate = (at: number) =>
    Math.min(values[at + 4]!, values[at + 5]!, values[at + 6]!, values[at + 7]!) > latestSeconds
  for (let at = 0; at < STRIDE * count; at += STRIDE) {
    if (isLate(at) || !measure(field, values, at, box)) continue
    eachBlock(box, across, (from, until) => painted.fill(1, from, until))
    paintStretch(field, nearest, values, at, box)
  }
  for (let at = 0; at < STRIDE * count; at += STRIDE) {
    if (!isLate(at) || !measure(field, values, at, box)) continue
    let isNear = false
    eachBlock(box, across, (from, until) => {
      for (let block = from; block < until; block++) if (painted[block] === 1) isNear = true
    })
    if (isNear) paintStretch(field, nearest, values, at, box)
  }
}

/** Cells from first to last, both included. */
interface CellBox {
  left: number
  right: number
  bottom: number
  top: number
}

/** The cells whose middles a stretch's paint may reach; false where there are none. */
function measure({ columns, rows, cellMeters }: TimeField, values: Float64Array, at: number, box: CellBox): boolean {
  const reach = PAINT_METERS / cellMeters
  const x1 = values[at]!
  const y1 = values[at + 1]!
  const x2 = values[at + 2]!
  const y2 = values[at + 3]!
  box.left = Math.max(1, Math.ceil(Math.min(x1, x2) - reach - 0.5))
  box.right = Math.min(columns - 2, Math.floor(Math.max(x1, x2) + reach - 0.5))
  box.bottom = Math.max(1, Math.ceil(Math.min(y1, y2) - reach - 0.5))
  box.top = Math.min(rows - 2, Math.floor(Math.max(y1, y2) + reach - 0.5))
  return box.left <= box.right && box.bottom <= box.top
}

/** Tells of each row of blocks in a box of cells: its first block, and the one after its last. */
function eachBlock({ left, right, bottom, top }: CellBox, across: number, told: (from: number, until: number) => void) {
  const first = Math.floor(left / BLOCK_CELLS)
  const last = Math.floor(right / BLOCK_CELLS)
  const highest = Math.floor(top / BLOCK_CELLS)
  for (let row = Math.floor(bottom / BLOCK_CELLS); row <= highest; row++)
    told(row * across + first, row * across + last + 1)
}

/** Hot: every cell of a box that is nearer to this stretch than to those before it. */
function paintStretch(
  { columns, seconds, cellMeters, profile }: TimeField,
  nearest: Float32Array,
  values: Float64Array,
  at: number,
  { left, right, bottom, top }: CellBox,
): void {
  const secondsPerCell = (cellMeters * 3.6) / paces[profile].kilometersPerHour
  const x1 = values[at]!
  const y1 = values[at + 1]!
  const runX = values[at + 2]! - x1
  const runY = values[at + 3]! - y1
  const square = runX * runX + runY * runY
  const inverse = square === 0 ? 0 : 1 / square
  const on = values[at + 4]!
  const gain = values[at + 5]! - on
  const back = values[at + 6]!
  const loss = values[at + 7]! - back
  for (let row = bottom; row <= top; row++) {
    const y = row + 0.5 - y1
    let cell = row * columns + left
    for (let column = left; column <= right; column++, cell++) {
      const x = column + 0.5 - x1
      let part = (x * runX + y * runY) * inverse
      part = part < 0 ? 0 : Math.min(part, 1)
      const offX = x - part * runX
      const offY = y - part * runY
      const off = offX * offX + offY * offY
      if (off >= nearest[cell]!) continue
      nearest[cell] = off
      const ahead = on + part * gain
      const behind = back + part * loss
      seconds[cell] = Math.min(ahead, behind) + Math.sqrt(off) * secondsPerCell
    }
  }
}
