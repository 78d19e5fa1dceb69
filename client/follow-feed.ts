import { addressOf } from '#client/api.ts'
import { readEventStream } from '#client/event-stream.ts'
import { cutLive, hearEvent, resetLive, useLive } from '#client/state/live.ts'
import { streamFeed } from '#domain/contract/feed-stream.ts'

const WATCHDOG_MILLISECONDS = 45_000
const LEAST_WAIT_MILLISECONDS = 1_000
const LONGEST_WAIT_MILLISECONDS = 30_000
/** A line that held this long was a good one: the next attempt comes soon again. */
const STEADY_MILLISECONDS = 10_000
/** A server greets at once: where nothing came for so long, something on the way keeps the answer until it is whole. */
const GREETED_MILLISECONDS = 5_000
/** Then answers are asked for that are whole after so long, one after the other; less than the data may be old. */
const WHOLE_SECONDS = 5
/** The first of them sooner: nothing is known yet. */
const FIRST_WHOLE_SECONDS = 1
const WHOLE_PATIENCE_MILLISECONDS = 20_000
/** No sooner after each other than this, whatever ends them. */
const WHOLE_LEAST_MILLISECONDS = 200

/** How a connection ended: with its answer whole, as asked for; without a word from the server; refused by name; or cut. */
type End = 'whole' | 'silent' | 'refused' | 'cut'

/**
 * Follows a county's feed until stopped: comes back by itself after every cut and resumes where it stood. `after` is the
 * number up to which everything read so far is known to be true: nothing is read again when the feed answers. Where a
 * proxy holds a stream back, it asks for short answers one after the other, until the next cut.
 */
export function followFeed(county: string, after: number | null = null, origin = ''): () => void {
  const stopped = new AbortController()
  let skipWait = () => {}
  const hurry = () => skipWait()
  resetLive('connecting', after)
  globalThis.addEventListener?.('online', hurry)
  void (async () => {
    let whole = false
    for (let failures = 0; !stopped.signal.aborted; ) {
      const opened = Date.now()
      const end = await followOnce(origin, county, stopped.signal, whole)
      if (stopped.signal.aborted) return
      whole = end === 'whole' || (end === 'silent' && !whole)
      if (!whole) cutLive(end === 'refused' ? 'display-refused' : null)
      failures = whole ? 0 : Date.now() - opened > STEADY_MILLISECONDS ? 1 : failures + 1
      const pause = whole ? WHOLE_LEAST_MILLISECONDS - (Date.now() - opened) : waitBefore(failures, Math.random())
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, pause)
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
async function followOnce(origin: string, county: string, stopped: AbortSignal, whole: boolean): Promise<End> {
  const dead = new AbortController()
  const kill = () => dead.abort()
  let watchdog = setTimeout(kill, whole ? WHOLE_PATIENCE_MILLISECONDS : GREETED_MILLISECONDS)
  let greeted = false
  const alive = () => {
    greeted = true
    clearTimeout(watchdog)
    watchdog = setTimeout(kill, WATCHDOG_MILLISECONDS)
  }
  try {
    const after = useLive.getState().sequence ?? undefined
    const query = { county, after, seconds: whole ? wholeSeconds() : undefined }
    const response = await fetch(origin + addressOf(streamFeed, { query }), {
      headers: { Accept: 'text/event-stream' },
      cache: 'no-store',
      signal: AbortSignal.any([stopped, dead.signal]),
    })
    if (response.status === 401 || response.status === 403) return 'refused'
    if (!response.ok || response.body === null) return 'cut'
    for await (const event of readEventStream(response.body, alive))
      if (!stopped.aborted) hearEvent(event.name, event.data)
    return whole && greeted ? 'whole' : 'cut'
  } catch {
    // refused or cut: followFeed comes back
    return dead.signal.aborted && !greeted ? 'silent' : 'cut'
  } finally {
    clearTimeout(watchdog)
  }
}

function wholeSeconds(): number {
  return useLive.getState().dataAt === null ? FIRST_WHOLE_SECONDS : WHOLE_SECONDS
}
