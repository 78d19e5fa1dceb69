/** A rectangle on the page in points (1/72 inch) from its top left corner. */
export interface Frame {
  x: number
  y: number
  width: number
  height: number
}

/** Points of so many millimetres. */
export function millimeters(length: number): number {
  return (length * 72) / 25.4
}
