import { addressOf } from '#client/api.ts'
import { readEventStream } from '#client/event-stream.ts'
import { cutLive, hearEvent, resetLive, useLive } from '#client/state/live.ts'
import { streamFeed } from '#domain/contract/feed-stream.ts'

const WATCHDOG_MILLISECONDS = 45_000
const LEAST_WAIT_MILLISECONDS = 1_000
const LONGEST_WAIT_MILLISECONDS = 30_000
/** A line that held this long was a good one: the next attempt comes soon again. */
const STEADY_MILLISECONDS = 10_000

/**
 * Follows a county's feed until stopped: comes back by itself after every cut and resumes where it stood. `after` is the
 * number up to which everything read so far is known to be true: nothing is read again when the feed answers.
 */
export function followFeed(county: string, after: number | null = null, origin = ''): () => void {
  const stopped = new AbortController()
  let skipWait = () => {}
  const hurry = () => skipWait()
  resetLive('connecting', after)
  globalThis.addEventListener?.('online', hurry)
  void (async () => {
    for (let failures = 0; !stopped.signal.aborted; ) {
      const opened = Date.now()
      await followOnce(origin, county, stopped.signal)
      if (stopped.signal.aborted) return
      cutLive()
      failures = Date.now() - opened > STEADY_MILLISECONDS ? 1 : failures + 1
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, waitBefore(failures, Math.random()))
        skipWait = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
  })()
  return () => {
    globalThis.removeEventListener?.('online', hurry)
    stopped.abort()
    skipWait()
    resetLive('idle')
  }
}

/** Milliseconds before the attempt after `failures` failures: doubling from 1 s to 30 s; `chance` (0 to 1) spreads many screens apart. */
export function waitBefore(failures: number, chance: number): number {
  const full = Math.min(LONGEST_WAIT_MILLISECONDS, LEAST_WAIT_MILLISECONDS * 2 ** Math.min(10, failures))
  return Math.max(LEAST_WAIT_MILLISECONDS, full * (0.5 + chance / 2))
}

/** One connection from opening to its end; never throws. A line silent for 45 s is dead. */
async function followOnce(origin: string, county: string, stopped: AbortSignal): Promise<void> {
  const dead = new AbortController()
  let watchdog = setTimeout(() => dead.abort(), WATCHDOG_MILLISECONDS)
  const alive = () => {
    clearTimeout(watchdog)
    watchdog = setTimeout(() => dead.abort(), WATCHDOG_MILLISECONDS)
  }
  try {
    const after = useLive.getState().sequence ?? undefined
    const response = await fetch(origin + addressOf(streamFeed, { query: { county, after } }), {
      headers: { Accept: 'text/event-stream' },
      cache: 'no-store',
      signal: AbortSignal.any([stopped, dead.signal]),
    })
    if (!response.ok || response.body === null) return
    for await (const event of readEventStream(response.body, alive))
      if (!stopped.aborted) hearEvent(event.name, event.data)
  } catch {
    // cut, refused or dead: followFeed comes back
  } finally {
    clearTimeout(watchdog)
  }
}
