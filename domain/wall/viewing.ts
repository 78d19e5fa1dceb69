/** Height of a digit as a share of its font size, in Noto Sans SC. */
const DIGIT_SHARE = 0.733
const RADIANS_PER_ARC_MINUTE = Math.PI / 180 / 60

/** Words on a wall are at least this high, and need not be higher, arc minutes. Source: ISO 9241-303, 5.5.4. */
export const LEAST_ARC_MINUTES = 16
export const ENOUGH_ARC_MINUTES = 22
/** Sizes of the wall's smallest words and of those of its lists, in root sizes. */
export const SMALLEST_REM = 1.15
const LIST_REM = 1.45
/** The wall's own measure in root sizes, and the least and the most of them that it can be laid out in. */
const USUAL = { width: 120, height: 67.5 } as const
const LEAST = { width: 60, height: 34 } as const
const MOST_HEIGHT = 110

/** A screen as it hangs: its pixels (CSS), its width, and how far away those stand who read it; null where nobody has said. */
export interface Screen {
  widthPixels: number
  heightPixels: number
  widthMeters: number | null
  distanceMeters: number | null
}

export interface Viewing {
  /** Root size that everything on the wall is measured in, CSS pixels. */
  rootPixels: number
  /** Height of the smallest words as they are seen, arc minutes; null where width or distance are not known. */
  arcMinutes: number | null
  /** Farthest place from which the smallest words are still 16 arc minutes high, metres; null as above. */
  readableMeters: number | null
}

/**
 * How large a wall is drawn. With width and distance the smallest words are 16 arc minutes high and those of lists 20; where
 * the screen is too small for that the wall is drawn as large as it can be laid out, and `arcMinutes` says what comes of it.
 */
export function viewingOf(screen: Screen): Viewing {
  const { widthPixels, heightPixels, widthMeters, distanceMeters } = screen
  const usual = Math.min(widthPixels / USUAL.width, heightPixels / USUAL.height)
  if (widthMeters === null || distanceMeters === null)
    return { rootPixels: round(usual), arcMinutes: null, readableMeters: null }
  const metersPerPixel = widthMeters / widthPixels
  const digitMeters = 2 * distanceMeters * Math.tan((LEAST_ARC_MINUTES * RADIANS_PER_ARC_MINUTE) / 2)
  const wanted = digitMeters / metersPerPixel / DIGIT_SHARE / SMALLEST_REM
  const largest = Math.min(widthPixels / LEAST.width, heightPixels / LEAST.height)
  const smallest = heightPixels / MOST_HEIGHT
  const rootPixels = round(Math.max(smallest, Math.min(largest, wanted)))
  const shown = SMALLEST_REM * DIGIT_SHARE * rootPixels * metersPerPixel
  return {
    rootPixels,
    arcMinutes: arcMinutesOf(shown, distanceMeters),
    readableMeters: shown / (2 * Math.tan((LEAST_ARC_MINUTES * RADIANS_PER_ARC_MINUTE) / 2)),
  }
}

/** Height of a list's words when the smallest are `arcMinutes` high. */
export function listArcMinutes(arcMinutes: number): number {
  return (arcMinutes * LIST_REM) / SMALLEST_REM
}

/** Angle that something so high is seen under. */
function arcMinutesOf(heightMeters: number, distanceMeters: number): number {
  return (2 * Math.atan(heightMeters / 2 / distanceMeters)) / RADIANS_PER_ARC_MINUTE
}

/** To a tenth of a pixel, downwards: a wall must never be larger than its screen. */
function round(pixels: number): number {
  return Math.floor(pixels * 10) / 10
}
