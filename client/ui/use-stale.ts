import { freshnessOf, useLive } from '#client/state/live.ts'
import { useNow } from './use-now.ts'

/** Whether what is on screen may not be of now: it is greyed then. */
export function useStale(): boolean {
  useNow(1_000)
  // one of two words: a page is not drawn anew for each change that is told
  return useLive((live) => freshnessOf(live, Date.now()) === 'cut' && live.dataAt !== null)
}
