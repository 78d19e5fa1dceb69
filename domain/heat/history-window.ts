import type { CountyMask } from './county-mask.ts'
import { dayOf, type History, type HistoryGrid } from './history.ts'
import type { WholeKernel } from './history-kernel.ts'
import type { Surface } from './surface.ts'

/**
 * The kernels of all issues filed from day `from` to before day `to` (indices of the history's days), summed on the history's
 * lattice with a rim of `rim` cells that holds the outermost kernels whole and ends in zeros.
 */
export interface HistoryWindow {
  from: number
  to: number
  /** Issues filed in the window. */
  filed: number
  rim: number
  width: number
  height: number
  /** Whole multiples of 2^-12: exact whatever way the window went. */
  sums: Float64Array
  /** By cell: 1 when it is the county's; null where no county cuts the surface. */
  inside: Uint8Array | null
}

/** A window of no days; with a mask the surface is 0 beyond the county. */
export function emptyWindow(
  history: HistoryGrid,
  { reach }: WholeKernel,
  mask: CountyMask | null = null,
): HistoryWindow {
  const rim = reach + 1
  const width = history.width + 2 * rim
  const height = history.height + 2 * rim
  const inside = mask && cutOut(mask, history.firstColumn - rim, history.firstRow - rim, width, height)
  return { from: 0, to: 0, filed: 0, rim, width, height, sums: new Float64Array(width * height), inside }
}

/**
 * Moves a window in place: takes away the days that go, adds those that come; begins anew where that is less work. Throws
 * where one of those days has not come.
 */
export function moveWindow(
  window: HistoryWindow,
  history: History,
  kernel: WholeKernel,
  from: number,
  to: number,
): void {
  const entries = (a: number, b: number) => {
    let sum = 0
    for (let day = Math.min(a, b); day < Math.max(a, b); day++) sum += dayOf(history.days, day).filed.length
    return sum
  }
  if (entries(window.from, from) + entries(window.to, to) > entries(from, to)) {
    window.sums.fill(0)
    Object.assign(window, { from, to: from, filed: 0 })
  }
  if (to > window.to) addDays(window, history, kernel, window.to, to, 1)
  if (to < window.to) addDays(window, history, kernel, to, window.to, -1)
  if (from < window.from) addDays(window, history, kernel, from, window.from, 1)
  if (from > window.from) addDays(window, history, kernel, window.from, from, -1)
  Object.assign(window, { from, to })
}

/** The window as a density surface in issues per km²; density x area adds up to the issues filed. */
export function windowSurface(
  window: HistoryWindow,
  history: HistoryGrid,
  kernel: WholeKernel,
  bandwidthMeters: number,
): Surface {
  const { plane, cellMeters, firstColumn, firstRow } = history
  const { rim, width, height, sums, inside } = window
  const perSquareKilometer = 1e6 / (cellMeters * cellMeters * kernel.total)
  const values = new Float32Array(sums.length)
  for (let cell = 0; cell < sums.length; cell++)
    if (inside === null || inside[cell] === 1) values[cell] = sums[cell]! * perSquareKilometer
  return {
    ...{ plane, cellMeters, bandwidthMeters, width, height, values },
    firstColumn: firstColumn - rim,
    firstRow: firstRow - rim,
  }
}

/** Adds (or takes away, with `sign` -1) the kernels of the days from `first` to before `end`. */
function addDays(
  window: HistoryWindow,
  { days }: History,
  { reach, weights }: WholeKernel,
  first: number,
  end: number,
  sign: 1 | -1,
): void {
  const { sums, width, rim } = window
  const side = 2 * reach + 1
  for (let day = first; day < end; day++) {
    const { column, row, filed, weight } = dayOf(days, day)
    for (let entry = 0; entry < filed.length; entry++) {
      window.filed += sign * filed[entry]!
      const height = sign * weight[entry]!
      let corner = (row[entry]! + rim - reach) * width + column[entry]! + rim - reach
      for (let line = 0; line < weights.length; line += side, corner += width)
        for (let step = 0; step < side; step++) sums[corner + step]! += height * weights[line + step]!
    }
  }
}

/** A rectangle of the mask's cells, given by its south-west corner in cells of the plane; 0 beyond the mask. */
function cutOut(mask: CountyMask, firstColumn: number, firstRow: number, width: number, height: number): Uint8Array {
  const cut = new Uint8Array(width * height)
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++) {
      const x = firstColumn + column - mask.firstColumn
      const y = firstRow + row - mask.firstRow
      if (x >= 0 && y >= 0 && x < mask.width && y < mask.height)
        cut[row * width + column] = mask.inside[y * mask.width + x]!
    }
  return cut
}
