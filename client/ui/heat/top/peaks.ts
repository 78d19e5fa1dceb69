import { toGround } from '#domain/heat/metric-plane.ts'
import type { Surface } from '#domain/heat/surface.ts'

/** A place where a surface is higher than all around it. */
export interface Peak {
  longitude: number
  latitude: number
  /** As the surface has it: issues per km², below 0 where a comparison says less. */
  value: number
}

/** The `most` strongest peaks, no two nearer than a bandwidth; a comparison's count by size, whatever their sign. Pure. */
export function peaksOf(surface: Surface, most: number): Peak[] {
  const { width, height, values, cellMeters, bandwidthMeters, plane, firstColumn, firstRow } = surface
  const sizeAt = (column: number, row: number) =>
    column < 0 || row < 0 || column >= width || row >= height ? 0 : Math.abs(values[row * width + column] ?? 0)
  const found: { column: number; row: number; size: number }[] = []
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++) {
      const size = sizeAt(column, row)
      if (size > 0 && isPeak(sizeAt, column, row, size)) found.push({ column, row, size })
    }
  found.sort((one, other) => other.size - one.size)
  const apart = bandwidthMeters / cellMeters
  const kept: typeof found = []
  for (const peak of found) {
    if (kept.length >= most) break
    if (kept.every(({ column, row }) => Math.hypot(column - peak.column, row - peak.row) >= apart)) kept.push(peak)
  }
  return kept.map(({ column, row }) => {
    const [longitude, latitude] = toGround(
      plane,
      (firstColumn + column + 0.5) * cellMeters,
      (firstRow + row + 0.5) * cellMeters,
    )
    return { longitude, latitude, value: values[row * width + column] ?? 0 }
  })
}

/** Higher than the neighbours before it and at least as high as those after: of a plateau one cell is left. */
function isPeak(sizeAt: (column: number, row: number) => number, column: number, row: number, size: number): boolean {
  for (let up = -1; up <= 1; up++)
    for (let right = -1; right <= 1; right++) {
      if (up === 0 && right === 0) continue
      const around = sizeAt(column + right, row + up)
      const before = up < 0 || (up === 0 && right < 0)
      if (before ? around >= size : around > size) return false
    }
  return true
}
