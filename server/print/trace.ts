import type { Position } from '#domain/contract/common.ts'
import type { Projection } from './projection.ts'

/** Points nearer than this to the one before are passed over: 0.02 mm, a quarter of a dot at 300 dpi. */
const LEAST_STEP = 0.06

/** Adds lines or rings to the current path, to a hundredth of a point. Rings are closed. */
export function trace(
  doc: PDFKit.PDFDocument,
  projection: Projection,
  paths: readonly (readonly Position[])[],
  closed = false,
): void {
  for (const path of paths) {
    let [beforeX, beforeY] = [Number.NaN, Number.NaN]
    path.forEach(([longitude, latitude], number) => {
      const x = round(projection.x(longitude))
      const y = round(projection.y(latitude))
      const last = number === path.length - 1
      if (!last && Math.abs(x - beforeX) < LEAST_STEP && Math.abs(y - beforeY) < LEAST_STEP) return
      if (number === 0) doc.moveTo(x, y)
      else doc.lineTo(x, y)
      beforeX = x
      beforeY = y
    })
    if (closed && path.length > 0) doc.closePath()
  }
}

function round(points: number): number {
  return Math.round(points * 100) / 100
}
