import type { MaskRectangle } from '#domain/contract/photo.ts'

/** Red, green, blue and opacity of each pixel, row by row. */
export interface Pixels {
  data: Uint8ClampedArray
  width: number
  height: number
}

/** The size with this longer side at most, in the same proportion; never larger than it is. */
export function within({ width, height }: { width: number; height: number }, most: number) {
  const scale = Math.min(1, most / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

/**
 * Shrinks by a whole factor, each pixel the mean of the square it stands for, as long as the longer side stays at
 * least `least`: a fine filter over fifty megapixels would take ten times as long and see no more.
 */
export function shrinkWhole(pixels: Pixels, least: number): Pixels {
  const factor = Math.floor(Math.max(pixels.width, pixels.height) / least)
  if (factor < 2) return pixels
  const width = Math.max(1, Math.floor(pixels.width / factor))
  const height = Math.max(1, Math.floor(pixels.height / factor))
  const rows = Math.min(factor, pixels.height)
  const columns = Math.min(factor, pixels.width)
  const data = new Uint8ClampedArray(width * height * 4)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const sums = [0, 0, 0, 0]
      for (let dy = 0; dy < rows; dy++) {
        let from = ((y * factor + dy) * pixels.width + x * factor) * 4
        for (let dx = 0; dx < columns; dx++)
          for (let channel = 0; channel < 4; channel++) sums[channel]! += pixels.data[from++]!
      }
      const to = (y * width + x) * 4
      for (let channel = 0; channel < 4; channel++) data[to + channel] = sums[channel]! / (rows * columns)
    }
  return { data, width, height }
}

/** Lays transparent pixels on white: a JPEG knows no transparency. Changes what is given. */
export function layOnWhite({ data }: Pixels): void {
  for (let at = 0; at < data.length; at += 4) {
    const opacity = data[at + 3]!
    if (opacity === 255) continue
    for (let channel = 0; channel < 3; channel++)
      data[at + channel] = 255 + ((data[at + channel]! - 255) * opacity) / 255
    data[at + 3] = 255
  }
}

const HIDDEN_GREY = 90

/** Replaces the pixels of rectangles by one grey: nothing of what was there is left. Changes what is given. */
export function hide({ data, width, height }: Pixels, rectangles: readonly MaskRectangle[]): void {
  for (const rectangle of rectangles) {
    const left = Math.floor(rectangle.x * width)
    const right = Math.min(width, Math.ceil((rectangle.x + rectangle.width) * width))
    const bottom = Math.min(height, Math.ceil((rectangle.y + rectangle.height) * height))
    for (let y = Math.floor(rectangle.y * height); y < bottom; y++) {
      data.fill(HIDDEN_GREY, (y * width + left) * 4, (y * width + right) * 4)
      for (let x = left; x < right; x++) data[(y * width + x) * 4 + 3] = 255
    }
  }
}
