import type { ServerResponse } from 'node:http'
import type { FeedChange } from '#domain/contract/feed.ts'
import type { FeedReader } from '#server/context.ts'
import { dirtyTiles } from './dirty-tiles.ts'
import { eventText } from './event-text.ts'

/** A client this far behind (bytes in its socket's buffer) is closed; it resumes where it stood. */
const SLOW_BYTES = 512 * 1024
const CURRENT_MILLISECONDS = 5_000
const HEARTBEAT_MILLISECONDS = 15_000
/** A stream that ends by itself still takes what comes so soon after its first changes. */
const GATHERED_MILLISECONDS = 250
/** Figures are announced at most this often, however many changes come. */
const FIGURES_MILLISECONDS = 2_000

interface Listener {
  county: string
  response: ServerResponse
  /** Newest number this client was told. */
  told: number
  /** Changes that came while older ones are still being looked up; null once it is live. */
  waiting: FeedChange[] | null
  /** When this stream ends by itself (milliseconds of performance.now), and what ends it; null: it stays open. */
  ends: { at: number; timer: NodeJS.Timeout } | null
}

/** Hands the feed to every open stream of a county: formatted once, written to all. */
export interface FeedHub {
  /** Starts collecting for a client, whose stream ends by itself after so many milliseconds; null: it stays open. */
  join(county: string, response: ServerResponse, milliseconds: number | null): Joined
  readonly listeners: number
}

interface Joined {
  /** Sends what came after the number that was told, and everything from then on. */
  goLive(told: number): void
  /** It has been told changes: a stream that ends by itself ends soon. */
  endSoon(): void
}

export function createFeedHub(feed: FeedReader, now: () => Date): FeedHub {
  const listeners = new Set<Listener>()
  const figuresDue = new Map<string, NodeJS.Timeout>()
  let beats = 0

  feed.subscribe((changes) => {
    for (const county of new Set(changes.map((change) => change.county)))
      tellCounty(
        county,
        changes.filter((change) => change.county === county),
      )
  })
  setInterval(beat, CURRENT_MILLISECONDS).unref()

  function tellCounty(county: string, changes: FeedChange[]): void {
    const audience = [...listeners].filter((listener) => listener.county === county)
    if (audience.length === 0) return
    const text = changesText(changes)
    const first = changes[0]!.sequence
    for (const listener of audience) {
      if (listener.waiting !== null) listener.waiting.push(...changes)
      else if (listener.told < first) write(listener, text)
      else write(listener, changesText(changes.filter((change) => change.sequence > listener.told)))
      if (listener.waiting === null) listener.told = Math.max(listener.told, changes.at(-1)!.sequence)
      endSoon(listener)
    }
    announceFigures(county)
  }

  function announceFigures(county: string): void {
    if (figuresDue.has(county)) return
    const timer = setTimeout(() => {
      figuresDue.delete(county)
      const text = eventText('figures', { at: now().toISOString() })
      for (const listener of listeners)
        if (listener.county === county && listener.waiting === null) write(listener, text)
    }, FIGURES_MILLISECONDS)
    figuresDue.set(county, timer.unref())
  }

  /** Only a server that reads the feed may say that the data is of now; a cut one says merely that it is there. */
  function beat(): void {
    beats += 1
    const alive = (beats * CURRENT_MILLISECONDS) % HEARTBEAT_MILLISECONDS === 0
    const text = feed.current ? upToDateText() : alive && ': heartbeat\n\n'
    if (text) for (const listener of listeners) if (listener.waiting === null) write(listener, text)
  }

  function endWithin(listener: Listener, milliseconds: number): void {
    const at = performance.now() + milliseconds
    if (listener.ends !== null && listener.ends.at <= at) return
    clearTimeout(listener.ends?.timer)
    const timer = setTimeout(() => {
      listeners.delete(listener)
      if (feed.current) write(listener, upToDateText())
      listener.response.end()
    }, milliseconds)
    listener.ends = { at, timer }
  }

  function endSoon(listener: Listener): void {
    if (listener.ends !== null) endWithin(listener, GATHERED_MILLISECONDS)
  }

  function upToDateText(): string {
    return eventText('up-to-date', { sequence: feed.sequence, now: now().toISOString() })
  }

  function write(listener: Listener, text: string): void {
    if (text === '') return
    listener.response.write(text)
    if (listener.response.writableLength > SLOW_BYTES) listener.response.destroy()
  }

  return {
    get listeners() {
      return listeners.size
    },
    join(county, response, milliseconds) {
      const listener: Listener = { county, response, told: 0, waiting: [], ends: null }
      listeners.add(listener)
      response.on('close', () => {
        listeners.delete(listener)
        clearTimeout(listener.ends?.timer)
      })
      return {
        goLive(told) {
          const missed = (listener.waiting ?? []).filter((change) => change.sequence > told)
          listener.waiting = null
          listener.told = missed.at(-1)?.sequence ?? told
          write(listener, changesText(missed))
          if (milliseconds !== null) endWithin(listener, milliseconds)
          if (missed.length > 0) endSoon(listener)
        },
        endSoon: () => endSoon(listener),
      }
    },
  }
}

/** Changes as events, each with its number, then the tiles they made stale. */
export function changesText(changes: FeedChange[]): string {
  const told = changes.map((change) => eventText('change', change, change.sequence))
  return [...told, ...dirtyTiles(changes).map((dirty) => eventText('dirty', dirty))].join('')
}
