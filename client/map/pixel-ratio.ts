/** Frames of a moving map further apart than this look like steps, milliseconds: 20 a second. */
const SLOW_FRAME = 50
/** So many frames are judged together: one alone may have met a collection of memory. */
const JUDGED_FRAMES = 12
/** A picture of a map that stands may hold the page for so long, milliseconds: what is filed is seen within a second. */
const SLOW_PICTURE = 1_000
/** Pictures of a map that stands are judged by the fastest of so many: the others may have met what else the machine did. */
const JUDGED_PICTURES = 3
const LESS = 0.75

/**
 * Fewest pixels a CSS pixel that a map `scale` times as large is drawn with: what is on it then has as many as on a screen at
 * arm's length. Pure.
 */
export function leastRatio(scale: number): number {
  return Math.min(1, 1 / scale)
}

/**
 * Pixels a CSS pixel that a map is drawn with after frames of a movement that came so many milliseconds apart: fewer where they
 * come too slowly, never less than `least`. Pure.
 */
export function ratioAfterMoving(ratio: number, apartMilliseconds: readonly number[], least: number): number {
  if (ratio <= least || apartMilliseconds.length < JUDGED_FRAMES) return ratio
  const sorted = apartMilliseconds.slice(-JUDGED_FRAMES).sort((a, b) => a - b)
  return sorted[JUDGED_FRAMES / 2]! <= SLOW_FRAME ? ratio : Math.max(least, ratio * LESS)
}

/**
 * The same after pictures of a map that stands, each of which held the page for so many milliseconds: as many as it can draw
 * in a second, since a picture takes as long as it has pixels, but never less than `least`. Pure.
 */
export function ratioAfterPictures(ratio: number, tookMilliseconds: readonly number[], least: number): number {
  if (ratio <= least || tookMilliseconds.length < JUDGED_PICTURES) return ratio
  const took = Math.min(...tookMilliseconds.slice(-JUDGED_PICTURES))
  return took <= SLOW_PICTURE ? ratio : Math.max(least, ratio * Math.sqrt(SLOW_PICTURE / took))
}
