/** Middle value of `values`; the upper one of an even number. Throws on an empty list. */
export function median(values: readonly number[]): number {
  return percentile(values, 0.5)
}

/** Value below which `share` (0 to 1) of `values` lie, by nearest rank. Throws on an empty list. */
export function percentile(values: readonly number[], share: number): number {
  if (values.length === 0) throw new Error('percentile of no values')
  const sorted = Float64Array.from(values).sort()
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!
}

export interface Repeats {
  /** Runs that are not counted. */
  warmUps?: number
  /** Least number of counted runs. */
  times?: number
  /** Goes on past `times` until this long has passed. */
  milliseconds?: number
}

/** Milliseconds of each of many runs of `work`, after warming up. */
export async function time(
  work: (run: number) => unknown,
  { warmUps = 3, times = 20, milliseconds = 0 }: Repeats = {},
): Promise<number[]> {
  for (let run = 0; run < warmUps; run++) await work(run)
  const taken: number[] = []
  const started = performance.now()
  while (taken.length < times || performance.now() - started < milliseconds) {
    const begun = performance.now()
    const result = work(taken.length)
    if (result instanceof Promise) await result
    taken.push(performance.now() - begun)
  }
  return taken
}
