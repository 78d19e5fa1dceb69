import type { History } from './history.ts'
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
  /** Whole numbers: exact whatever way the window went. */
  sums: Float64Array
}

/** A window of no days. */
export function emptyWindow(history: History, { reach }: WholeKernel): HistoryWindow {
  const rim = reach + 1
  const width = history.width + 2 * rim
  const height = history.height + 2 * rim
  return { from: 0, to: 0, filed: 0, rim, width, height, sums: new Float64Array(width * height) }
}

/** Moves a window in place: takes away the days that go, adds those that come; begins anew where that is less work. */
export function moveWindow(
  window: HistoryWindow,
  history: History,
  kernel: WholeKernel,
  from: number,
  to: number,
): void {
  const entries = (a: number, b: number) => Math.abs(history.offsets[a]! - history.offsets[b]!)
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
  history: History,
  kernel: WholeKernel,
  bandwidthMeters: number,
): Surface {
  const { plane, cellMeters, firstColumn, firstRow } = history
  const { rim, width, height, sums } = window
  const perSquareKilometer = 1e6 / (cellMeters * cellMeters * kernel.total)
  const values = new Float32Array(sums.length)
  for (let cell = 0; cell < sums.length; cell++) values[cell] = sums[cell]! * perSquareKilometer
  return {
    ...{ plane, cellMeters, bandwidthMeters, width, height, values },
    firstColumn: firstColumn - rim,
    firstRow: firstRow - rim,
  }
}

/** Adds (or takes away, with `sign` -1) the kernels of the days from `first` to before `end`. */
function addDays(
  window: HistoryWindow,
  { offsets, column, row, filed }: History,
  { reach, weights }: WholeKernel,
  first: number,
  end: number,
  sign: 1 | -1,
): void {
  const { sums, width, rim } = window
  const side = 2 * reach + 1
  for (let entry = offsets[first]!; entry < offsets[end]!; entry++) {
    const count = sign * filed[entry]!
    window.filed += count
    let corner = (row[entry]! + rim - reach) * width + column[entry]! + rim - reach
    for (let weight = 0; weight < weights.length; weight += side, corner += width)
      for (let step = 0; step < side; step++) sums[corner + step]! += count * weights[weight + step]!
  }
}
