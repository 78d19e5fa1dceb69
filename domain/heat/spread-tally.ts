import { type KernelShape, stampKernel } from './stamp-kernel.ts'

/**
 * Adds the kernels of all cells, each as many times as `tally` says: the same sums as one kernel after another, whatever
 * the number of issues. A row's part of every row around is worked out once, its two halves and the rows above and below
 * being alike; where few cells of a row have anything, each is stamped for itself.
 * @param tally by cell, row by row; kernels of cells above 0 must lie on the lattice whole
 */
export function spreadTally(shape: KernelShape, sums: Float64Array, tally: Float64Array, width: number): void {
  const { reach } = shape
  const spread = rowSpreader(shape, sums, width)
  for (let row = 0; row < tally.length; row += width) {
    let first = -1
    let last = -1
    let filled = 0
    for (let cell = row; cell < row + width; cell++) {
      if (tally[cell] === 0) continue
      if (first >= 0 && cell - last > 2 * reach) {
        spread(tally, first, last, filled)
        first = -1
      }
      if (first < 0) {
        first = cell
        filled = 0
      }
      last = cell
      filled++
    }
    if (first >= 0) spread(tally, first, last, filled)
  }
}

/** Spreads the cells from `first` to `last` of one row, `filled` of them above 0. */
function rowSpreader(shape: KernelShape, sums: Float64Array, width: number) {
  const { reach, weights, halves } = shape
  const side = 2 * reach + 1
  /** Work for one cell of a run: products for the rows on one side, and sums. */
  const each = halves.subarray(reach).reduce((all, half) => all + half + 1, 2 * side)
  const pairs = new Float64Array((width + 2 * reach) * (reach + 1))

  return (tally: Float64Array, first: number, last: number, filled: number): void => {
    const length = last - first + 1 + 2 * reach
    if (filled * shape.cells < length * each) {
      for (let cell = first; cell <= last; cell++)
        if (tally[cell] !== 0) stampKernel(shape, sums, width, cell, tally[cell]!)
      return
    }
    const from = first - reach
    const at = (cell: number) => (cell < first || cell > last ? 0 : tally[cell]!)
    for (let i = 0, pair = 0; i < length; i++) {
      pairs[pair++] = at(from + i)
      for (let away = 1; away <= reach; away++) pairs[pair++] = at(from + i - away) + at(from + i + away)
    }
    for (let line = 0; line <= reach; line++) {
      const half = halves[reach + line]!
      const middle = (reach + line) * side + reach
      const above = from + line * width
      const below = from - line * width
      for (let i = 0; i < length; i++) {
        const pair = i * (reach + 1)
        let sum = 0
        for (let away = 0; away <= half; away++) sum += pairs[pair + away]! * weights[middle + away]!
        sums[above + i]! += sum
        if (line > 0) sums[below + i]! += sum
      }
    }
  }
}
