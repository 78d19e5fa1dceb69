/**
 * Class of a density: 0 below the first break, up to `breaks.length` at and above the last; -1 where there is nothing.
 * Breaks are fixed numbers in issues per km², so that a colour means the same on every screen, day and zoom.
 */
export function densityClass(perSquareKilometer: number, breaks: readonly number[]): number {
  if (!(perSquareKilometer >= leastShown(breaks))) return -1
  return breaks.filter((edge) => perSquareKilometer >= edge).length
}

/**
 * Class of a difference of densities: 1 and up where there is more, -1 and down where there is less, 0 where it is nearly
 * nothing. Each break stands for both signs.
 */
export function differenceClass(perSquareKilometer: number, breaks: readonly number[]): number {
  const size = densityClass(Math.abs(perSquareKilometer), breaks) + 1
  return perSquareKilometer < 0 && size > 0 ? -size : size
}

/** Density from which the lowest class is drawn: a hundredth of the first break, in issues per km². */
export function leastShown(breaks: readonly number[]): number {
  return (breaks[0] ?? 1) / 100
}

/** Class edges: `from` inclusive, `to` exclusive, null above the last break. */
export function densityClasses(breaks: readonly number[]): { from: number; to: number | null }[] {
  return [0, ...breaks].map((from, index) => ({ from, to: breaks[index] ?? null }))
}

/** Breaks rise strictly from above 0; 1 to 5 of them, one colour more than breaks. */
export function breaksRise(breaks: readonly number[]): boolean {
  return (
    breaks.length >= 1 &&
    breaks.length <= 5 &&
    breaks.every((edge, index) => Number.isFinite(edge) && edge > (breaks[index - 1] ?? 0))
  )
}
