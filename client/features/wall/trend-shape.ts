/** A drawing space of 1000 by 100 that the screen stretches. */
export const TREND_WIDTH = 1_000
export const TREND_HEIGHT = 100

/** Path along values at even steps, `most` at the top; closed down to the foot when `filled`. */
export function trendPath(values: readonly number[], most: number, filled: boolean): string {
  const step = TREND_WIDTH / Math.max(1, values.length - 1)
  const points = values.map((value, index) => `${(index * step).toFixed(1)},${yOf(value, most).toFixed(1)}`)
  const line = `M${points.join('L')}`
  return filled ? `${line}L${TREND_WIDTH},${TREND_HEIGHT}L0,${TREND_HEIGHT}Z` : line
}

export function yOf(value: number, most: number): number {
  return TREND_HEIGHT - (value / Math.max(1, most)) * TREND_HEIGHT
}

/** Whole local hours divisible by `everyHours` within the span, as shares of it (0 left, 1 right). */
export function hourTicks(
  from: number,
  to: number,
  timeZone: string,
  everyHours: number,
): { at: number; share: number }[] {
  const hour = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23' })
  const HOUR = 3_600_000
  const ticks: { at: number; share: number }[] = []
  for (let at = Math.ceil(from / HOUR) * HOUR; at <= to; at += HOUR)
    if (Number(hour.format(at)) % everyHours === 0) ticks.push({ at, share: (at - from) / (to - from) })
  return ticks
}
