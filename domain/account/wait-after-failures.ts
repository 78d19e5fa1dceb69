const FREE_FAILURES = 5
const SECOND = 1000
const LONGEST = 15 * 60 * SECOND

/** Failures are forgotten when none came for so long, milliseconds. */
export const FAILURES_KEPT_MILLISECONDS = 24 * 3600 * SECOND

/**
 * Milliseconds to wait after the last of some wrong passwords in a row before the next may be tried: none for the first
 * five, then 2 s, doubled each time, 15 minutes at most.
 */
export function waitAfterFailures(failures: number): number {
  if (failures < FREE_FAILURES) return 0
  return Math.min(LONGEST, 2 ** (failures - FREE_FAILURES + 1) * SECOND)
}
