/** What to do after a WebGL context of the map was lost and did not come back by itself. */
export type Rung = 'wait' | 'rebuild' | 'reload' | 'give-up'

export interface Loss {
  /** Milliseconds since the context was lost. */
  lostForMs: number
  /** How often the map was rebuilt within the last minute. */
  rebuilds: number
  /** Milliseconds since the page was last reloaded for this reason; null if never. */
  sinceReloadMs: number | null
}

export const restoreWithinMs = 1500
const mostRebuilds = 3
const reloadAtMostEveryMs = 300_000

/** The ladder: wait for the browser to restore, else rebuild the map, else reload the page, but never reload in a loop. Pure. */
export function nextRung({ lostForMs, rebuilds, sinceReloadMs }: Loss): Rung {
  if (lostForMs < restoreWithinMs) return 'wait'
  if (rebuilds < mostRebuilds) return 'rebuild'
  return sinceReloadMs === null || sinceReloadMs > reloadAtMostEveryMs ? 'reload' : 'give-up'
}
