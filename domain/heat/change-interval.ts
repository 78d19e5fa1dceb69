/** A value with its 95 % interval. */
export interface Estimate {
  value: number
  low: number
  high: number
}

/**
 * The 95 % interval of a change, `now` less `before`, from the intervals of the two, which are independent: issues of one
 * window are none of the other's. Where it holds 0, chance alone may have made the change.
 * Source: Zou & Donner, Construction of confidence limits about effect measures: a general approach, Statistics in Medicine
 * 27 (2008) 1693-1702 (square-and-add of the distances to the limits).
 */
export function changeInterval(now: Estimate, before: Estimate): [low: number, high: number] {
  const change = now.value - before.value
  return [
    change - Math.hypot(now.value - now.low, before.high - before.value),
    change + Math.hypot(now.high - now.value, before.value - before.low),
  ]
}
