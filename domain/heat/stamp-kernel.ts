/** Added and taken away again, this rounds a number below 2^22 to a multiple of 2^-30. */
const ROUNDING = 1.5 * 2 ** 22

/** Cells east of the kernel's own that a stamp adds 0 to: sums have so many to spare. */
export const SPARE_CELLS = 3

/** What stamping kernels of one radius looks up. */
export interface KernelShape {
  /** 1 / the radius in cells. */
  step: number
  /** Rows and columns that a kernel reaches from the middle of its cell. */
  reach: number
  /** By row from the southernmost: columns that a kernel may reach wherever in its cell it stands, in fours. */
  first: Int32Array
  end: Int32Array
  /** Place to work: squares of the distances of columns. */
  squares: Float64Array
}

export function kernelShape(radiusCells: number): KernelShape {
  const reach = Math.ceil(radiusCells)
  const halves = Int32Array.from({ length: 2 * reach }, (_, line) => {
    const nearest = Math.max(reach - 1 - line, line - reach)
    return Math.ceil(Math.sqrt(Math.max(0, radiusCells * radiusCells - nearest * nearest)))
  })
  return {
    step: 1 / radiusCells,
    reach,
    first: halves.map((half) => reach - half),
    end: halves.map((half) => reach - half + 4 * Math.ceil(half / 2)),
    squares: new Float64Array(2 * reach + 4),
  }
}

/**
 * Adds `height` (1 - d²/r²)², rounded to whole multiples of 2^-30, to every cell nearer than the radius; x and y being those
 * of cell centres. The hot loop of a surface, 113 cells at r = 6. The ends of rows are looked up, four cells are done at a
 * time, and what lies beyond the radius is 0 by arithmetic: no root, and nothing to guess for the processor.
 */
export function stampKernel(
  shape: KernelShape,
  sums: Float64Array,
  width: number,
  x: number,
  y: number,
  height: number,
): void {
  const { step, reach, first, end, squares } = shape
  const column = Math.floor(x) - reach + 1
  const row = Math.floor(y) - reach + 1
  let dx = (column - x) * step
  for (let i = 0; i < squares.length; i++) {
    squares[i] = dx * dx
    dx += step
  }
  const quarter = height / 4
  let dy = (row - y) * step
  let corner = row * width + column
  for (let line = 0; line < end.length; line++) {
    const rest = 1 - dy * dy
    const last = end[line]!
    for (let i = first[line]!; i < last; i += 4) {
      const a = rest - squares[i]!
      const b = rest - squares[i + 1]!
      const c = rest - squares[i + 2]!
      const d = rest - squares[i + 3]!
      // v + |v| is 2 v, or 0 where v is below
      const twiceA = a + Math.abs(a)
      const twiceB = b + Math.abs(b)
      const twiceC = c + Math.abs(c)
      const twiceD = d + Math.abs(d)
      const cell = corner + i
      sums[cell]! += twiceA * twiceA * quarter + ROUNDING - ROUNDING
      sums[cell + 1]! += twiceB * twiceB * quarter + ROUNDING - ROUNDING
      sums[cell + 2]! += twiceC * twiceC * quarter + ROUNDING - ROUNDING
      sums[cell + 3]! += twiceD * twiceD * quarter + ROUNDING - ROUNDING
    }
    dy += step
    corner += width
  }
}
