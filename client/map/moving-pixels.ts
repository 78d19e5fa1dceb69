/** Frames further apart than this look like steps, milliseconds: 20 a second. */
const SLOW_FRAME = 50
/** So many frames are judged together: one alone may have met a collection of memory. */
const JUDGED_FRAMES = 12
const LESS = 0.75

/**
 * Pixels a CSS pixel that a moving map is drawn with after frames that came so many milliseconds apart: fewer where they come
 * too slowly, never less than one, for a wall is read from afar but must stay sharp. Pure.
 */
export function ratioAfter(ratio: number, apartMilliseconds: readonly number[]): number {
  if (ratio <= 1 || apartMilliseconds.length < JUDGED_FRAMES) return ratio
  const sorted = apartMilliseconds.slice(-JUDGED_FRAMES).sort((a, b) => a - b)
  return sorted[JUDGED_FRAMES / 2]! <= SLOW_FRAME ? ratio : Math.max(1, ratio * LESS)
}
