/** Weights of one issue around its cell in whole numbers, row by row, `2 * reach + 1` a side, adding up to `total`. */
export interface WholeKernel {
  reach: number
  weights: Float64Array
  total: number
}

/** Steps of the highest weight: rounding moves a density by at most a 2 millionth of a single issue's peak. */
const STEPS = 2 ** 20
/** Sub-cells a side that a cell's ground is averaged over. */
const PARTS = 8

/**
 * The quartic kernel of `density-surface.ts` for issues of which only the cell is known: the mean over the ground of the cell,
 * as if they were spread evenly over it. Whole numbers, so that adding a day and taking it away again leaves nothing behind.
 * @param radiusCells bandwidth in cells
 * Source: Wand & Jones, Kernel Smoothing (1995), appendix D (binned estimators).
 */
export function wholeKernel(radiusCells: number): WholeKernel {
  const reach = Math.ceil(radiusCells + 0.5)
  const side = 2 * reach + 1
  const weights = new Float64Array(side * side)
  const peak = meanOver(0, 0, radiusCells)
  let total = 0
  for (let row = -reach; row <= reach; row++)
    for (let column = -reach; column <= reach; column++) {
      const weight = Math.round((meanOver(column, row, radiusCells) / peak) * STEPS)
      weights[(row + reach) * side + column + reach] = weight
      total += weight
    }
  return { reach, weights, total }
}

/** Mean of (1 - d²/r²)² over a cell whose middle is so many cells away. */
function meanOver(column: number, row: number, radiusCells: number): number {
  let sum = 0
  for (let part = 0; part < PARTS * PARTS; part++) {
    const x = column + ((part % PARTS) + 0.5) / PARTS - 0.5
    const y = row + (Math.floor(part / PARTS) + 0.5) / PARTS - 0.5
    const rest = Math.max(0, 1 - (x * x + y * y) / (radiusCells * radiusCells))
    sum += rest * rest
  }
  return sum / (PARTS * PARTS)
}
