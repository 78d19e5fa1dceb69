import type { Box } from '#domain/contract/common.ts'
import { METERS_PER_DEGREE, metersPerLongitude } from '#domain/coverage/sphere.ts'
import type { Frame } from '#server/print/frame.ts'

const margin = 40
export const sheet = { width: 1190.55, height: 841.89 }
const side = 366
const gap = 20
const top = 98
const bottom = 52

/** A3 lying: the map at the left, key and table at the right. */
export const layout = {
  title: { x: margin, y: 36, width: sheet.width - 2 * margin, height: 48 },
  map: {
    x: margin,
    y: top,
    width: sheet.width - 2 * margin - side - gap,
    height: sheet.height - top - bottom,
  },
  side: { x: sheet.width - margin - side, y: top, width: side, height: sheet.height - top - bottom },
  foot: { x: margin, y: sheet.height - bottom + 10, width: sheet.width - 2 * margin, height: 24 },
} satisfies Record<string, Frame>

/** Points are 1/72 inch: so many metres of paper. */
const METERS_PER_POINT = 0.0254 / 72
const scales = [500, 750, 1000, 1500, 2000, 2500, 3000, 4000, 5000, 6000, 7500, 8000]

/** The largest round scale at which a box lies in a frame with room around, and the box that fills the frame then. */
export function fitScale([west, south, east, north]: Box, frame: Frame, room = 0.94): { scale: number; box: Box } {
  const middle = (south + north) / 2
  const wide = (east - west) * metersPerLongitude(middle)
  const high = (north - south) * METERS_PER_DEGREE
  const least = Math.max(wide / (frame.width * room), high / (frame.height * room)) / METERS_PER_POINT
  const scale = roundScale(least)
  const half = (points: number) => (points * METERS_PER_POINT * scale) / 2
  const [x, y] = [half(frame.width) / metersPerLongitude(middle), half(frame.height) / METERS_PER_DEGREE]
  const center = (west + east) / 2
  return { scale, box: [center - x, middle - y, center + x, middle + y] }
}

function roundScale(least: number): number {
  for (let power = 1; ; power *= 10) {
    const found = scales.find((scale) => scale * power >= least && (power === 1 || scale >= 1000))
    if (found !== undefined) return found * power
  }
}
