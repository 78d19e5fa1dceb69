import type { CountyMask } from './county-mask.ts'
import type { CellEntries, HistoryGrid } from './history.ts'
import type { WholeKernel } from './history-kernel.ts'

/** Corrections are whole multiples of this: they add up exactly. */
const STEP = 2 ** -12

/**
 * Corrects days: the same entries with every kernel divided by its share inside the county, as `addKernel` does for single
 * issues, so that the county keeps whole what was filed at its border. Cells that are neither the county's nor touched by its
 * border count for nothing. Shares are worked out once a cell.
 */
export function borderCorrection(
  grid: HistoryGrid,
  kernel: WholeKernel,
  mask: CountyMask,
): (entries: CellEntries) => CellEntries {
  const heights = new Map<number, number>()
  const heightOf = (x: number, y: number) => {
    const cell = y * mask.width + x
    const known = heights.get(cell)
    if (known !== undefined) return known
    const height = x >= 0 && x < mask.width ? heightAt(mask, kernel, x, y) : 0
    heights.set(cell, height)
    return height
  }
  return (entries) => {
    const filed = entries.filed.slice()
    const weight = entries.weight.slice()
    for (let entry = 0; entry < filed.length; entry++) {
      const x = grid.firstColumn + entries.column[entry]! - mask.firstColumn
      const y = grid.firstRow + entries.row[entry]! - mask.firstRow
      const height = heightOf(x, y)
      if (height === 0) filed[entry] = 0
      weight[entry] = filed[entry]! * height
    }
    return { ...entries, filed, weight }
  }
}

/** What a kernel over a cell is multiplied by; 0 where the county is not. */
function heightAt({ inside, crossed, width, height }: CountyMask, kernel: WholeKernel, x: number, y: number): number {
  if (inside[y * width + x] !== 1 && crossed[y * width + x] !== 1) return 0
  const { reach, weights, total } = kernel
  let kept = 0
  for (let row = -reach, at = 0; row <= reach; row++)
    for (let column = -reach; column <= reach; column++, at++) {
      const [east, north] = [x + column, y + row]
      if (east < 0 || north < 0 || east >= width || north >= height) continue
      if (inside[north * width + east] === 1) kept += weights[at]!
    }
  return kept === 0 ? 0 : Math.round(total / kept / STEP) * STEP
}
