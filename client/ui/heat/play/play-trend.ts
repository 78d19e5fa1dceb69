/** Issues filed in the window that ends on each day, by index of the day; windows that begin before the history are short. Pure. */
export function windowTotals(filed: readonly number[], days: number): number[] {
  let sum = 0
  return filed.map((today, day) => {
    sum += today - (filed[day - days] ?? 0)
    return sum
  })
}

/** Outline of the area under some values, drawn over their full width and height of 100 by 100. Pure. */
export function trendOutline(values: readonly number[]): string {
  const most = Math.max(1, ...values)
  const x = (index: number) => (values.length > 1 ? (index / (values.length - 1)) * 100 : 50).toFixed(2)
  const line = values.map((value, index) => `${x(index)} ${(100 - (value / most) * 100).toFixed(1)}`).join('L')
  return `M0 100L${line}L100 100z`
}

/** Indices of the first days of months, no more than `most`: every month, else of quarters, else of years. Pure. */
export function monthStarts(days: readonly string[], most: number): number[] {
  const starts = days.flatMap((day, index) => (day.endsWith('-01') ? [index] : []))
  const every = [1, 3, 12].find((step) => starts.length / step <= most) ?? 12
  return starts.filter((index) => (Number(days[index]!.slice(5, 7)) - 1) % every === 0)
}
