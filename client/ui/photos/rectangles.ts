import type { MaskRectangle } from '#domain/contract/photo.ts'

interface Place {
  x: number
  y: number
}

const SMALLEST = 0.02

/** The rectangle between two places, cut at the photo's edge; shares of width and height. */
export function between(one: Place, other: Place): MaskRectangle {
  const x = inside(Math.min(one.x, other.x))
  const y = inside(Math.min(one.y, other.y))
  return { x, y, width: inside(Math.max(one.x, other.x)) - x, height: inside(Math.max(one.y, other.y)) - y }
}

/** A press without a drag is no rectangle. */
export function isWorthHiding({ width, height }: MaskRectangle): boolean {
  return width >= SMALLEST && height >= SMALLEST
}

/** Moved as far as the photo goes. */
export function moved({ x, y, width, height }: MaskRectangle, byX: number, byY: number): MaskRectangle {
  return { x: clamp(x + byX, 0, 1 - width), y: clamp(y + byY, 0, 1 - height), width, height }
}

/** Its lower right corner moved, as far as the photo goes. */
export function resized({ x, y, width, height }: MaskRectangle, byX: number, byY: number): MaskRectangle {
  return { x, y, width: clamp(width + byX, SMALLEST, 1 - x), height: clamp(height + byY, SMALLEST, 1 - y) }
}

function inside(share: number): number {
  return clamp(share, 0, 1)
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value))
}
