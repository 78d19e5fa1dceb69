/** Whole numbers as the address and the server read them, neighbours joined: `[7, 8, 9, 17]` is `7-9,17`. */
export function printNumbers(numbers: readonly number[]): string {
  return runsOf(numbers)
    .map(([from, to]) => (from === to ? String(from) : `${from}-${to}`))
    .join(',')
}

/** Runs of neighbours among whole numbers, first and last of each, rising. */
export function runsOf(numbers: readonly number[]): [number, number][] {
  const runs: [number, number][] = []
  for (const number of [...new Set(numbers)].sort((a, b) => a - b)) {
    const last = runs.at(-1)
    if (last && last[1] === number - 1) last[1] = number
    else runs.push([number, number])
  }
  return runs
}
