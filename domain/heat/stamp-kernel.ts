/** Steps of a kernel's highest weight. */
export const KERNEL_STEPS = 2 ** 15

/** The quartic kernel around a cell's middle in whole steps, `2 reach + 1` cells a side, row by row. */
export interface KernelShape {
  radiusCells: number
  /** Rows and columns from the middle to the last cell that is above 0. */
  reach: number
  weights: Float64Array
  /** By row: columns either side of the middle that are above 0. */
  halves: Int32Array
  /** Cells above 0. */
  cells: number
}

/** (1 - d²/r²)² by the cell in steps of 2^-15. Whole numbers add up exactly: what is taken away again leaves nothing. */
export function kernelShape(radiusCells: number): KernelShape {
  const reach = Math.ceil(radiusCells) - 1
  const side = 2 * reach + 1
  const weights = new Float64Array(side * side)
  const halves = new Int32Array(side)
  for (let row = 0, at = 0; row < side; row++)
    for (let column = 0; column < side; column++, at++) {
      const rest = 1 - ((column - reach) ** 2 + (row - reach) ** 2) / radiusCells ** 2
      weights[at] = rest > 0 ? Math.round(rest * rest * KERNEL_STEPS) : 0
      if (weights[at]! > 0) halves[row] = Math.max(halves[row]!, Math.abs(column - reach))
    }
  return { radiusCells, reach, weights, halves, cells: weights.filter((weight) => weight > 0).length }
}

/** Adds the kernel of a cell, so many times its height. */
export function stampKernel(
  { reach, weights, halves }: KernelShape,
  sums: Float64Array,
  width: number,
  cell: number,
  times: number,
): void {
  const side = 2 * reach + 1
  for (let row = 0; row < side; row++) {
    const half = halves[row]!
    const from = row * side + reach - half
    const corner = cell + (row - reach) * width - half
    for (let step = 0; step <= 2 * half; step++) sums[corner + step]! += times * weights[from + step]!
  }
}
