import { useSyncExternalStore } from 'react'
import { isOld, useLive } from '#client/state/live.ts'

const LOOK_MILLISECONDS = 1_000

/** Whether what is on screen may not be of now: it is greyed then. A page is drawn anew only when that turns. */
export function useStale(): boolean {
  return useSyncExternalStore(watch, isStale)
}

function watch(turned: () => void): () => void {
  const timer = setInterval(turned, LOOK_MILLISECONDS)
  const stop = useLive.subscribe(turned)
  return () => {
    clearInterval(timer)
    stop()
  }
}

function isStale(): boolean {
  return isOld(useLive.getState(), Date.now())
}
