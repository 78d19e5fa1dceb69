import type { Box } from '#domain/contract/common.ts'

/** Smallest box around places of any plane: west, south, east, north. Of none, the one that holds nothing (Infinity first). */
export function boxOf(places: Iterable<readonly [number, number]>): Box {
  const box: Box = [
    Number.POSITIVE_INFINITY,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ]
  for (const [x, y] of places) {
    if (x < box[0]) box[0] = x
    if (y < box[1]) box[1] = y
    if (x > box[2]) box[2] = x
    if (y > box[3]) box[3] = y
  }
  return box
}
