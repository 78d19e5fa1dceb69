import type { z } from 'zod'
import { create } from 'zustand'
import { type FeedEventName, feedEvents } from '#domain/contract/feed.ts'

/** How the page hangs on the server's feed. Moments are milliseconds since 1970 by this machine's clock. */
export interface Live {
  connection: 'idle' | 'connecting' | 'open' | 'cut'
  /** Newest number of the feed that was heard; null before the first hello. */
  sequence: number | null
  /** When the server last said that what it tells is of now. */
  dataAt: number | null
  /** The server's clock minus this machine's, milliseconds. */
  clockOffset: number
  /** Build that answered first, and whether a newer one has taken its place. */
  build: string | null
  outdated: boolean
  /** Code by which the server refused this page the feed, e.g. after its display token was revoked; null while it does not. */
  refused: string | null
}

/** What a page may hear; `refetch`: everything read before may be old, read it anew. */
export interface LiveHeard {
  change?: (change: z.output<typeof feedEvents.change>) => void
  dirty?: (dirty: z.output<typeof feedEvents.dirty>) => void
  figures?: () => void
  refetch?: () => void
}

/** Data older than this (milliseconds) is not of now any more, although the line stands. */
export const LATE_MILLISECONDS = 12_000
/** And of then, rather than of now, when it is older than this: told with its moment, and greyed. */
const OLD_MILLISECONDS = 30_000
const silent: Live = {
  connection: 'idle',
  sequence: null,
  dataAt: null,
  clockOffset: 0,
  build: null,
  outdated: false,
  refused: null,
}
export const useLive = create<Live>(() => silent)
const listeners = new Set<LiveHeard>()

/** Freshness as the screen says it: 实时, 延迟, 断线. */
export function freshnessOf(live: Live, now: number): 'waiting' | 'live' | 'late' | 'cut' {
  if (live.dataAt === null) return live.connection === 'cut' ? 'cut' : 'waiting'
  if (live.connection !== 'open') return 'cut'
  return now - live.dataAt < LATE_MILLISECONDS ? 'live' : 'late'
}

/** Whether what is on screen is of then: the line is cut, or stands and tells nothing, as where a database is away. */
export function isOld(live: Live, now: number): boolean {
  if (live.dataAt === null) return false
  return freshnessOf(live, now) === 'cut' || now - live.dataAt > OLD_MILLISECONDS
}

/** Now by the server's clock, milliseconds since 1970. */
export function serverNow(): number {
  return Date.now() + useLive.getState().clockOffset
}

/** Calls what is given as events come. Returns a stop function. */
export function hearLive(heard: LiveHeard): () => void {
  listeners.add(heard)
  return () => void listeners.delete(heard)
}

/** Forgets everything: another county, or nothing, is followed now, from `sequence` on. The build stays known. */
export function resetLive(connection: 'idle' | 'connecting', sequence: number | null = null): void {
  useLive.setState({ ...silent, build: useLive.getState().build, connection, sequence })
}

export function cutLive(refused: string | null = null): void {
  useLive.setState({ connection: 'cut', refused })
}

/** Data kept from an earlier start are on screen: of when they are, while nothing newer was heard. */
export function rememberData(dataAt: number): void {
  if (useLive.getState().dataAt === null) useLive.setState({ dataAt })
}

/** Takes one event of the stream by name; unknown names and malformed data are passed over. */
export function hearEvent(name: string, text: string): void {
  const schema = Object.entries(feedEvents).find(([known]) => known === name)?.[1]
  const parsed = schema?.safeParse(JSON.parse(text))
  if (parsed?.success) take({ name, data: parsed.data } as Told)
}

type Told = { [Name in FeedEventName]: { name: Name; data: z.output<(typeof feedEvents)[Name]> } }[FeedEventName]

function take(told: Told): void {
  const now = Date.now()
  const { sequence, build } = useLive.getState()
  switch (told.name) {
    case 'hello':
      useLive.setState({
        connection: 'open',
        refused: null,
        sequence: sequence ?? told.data.sequence,
        clockOffset: Date.parse(told.data.now) - now,
        build: build ?? told.data.build,
        outdated: build !== null && build !== told.data.build,
      })
      if (sequence === null) tell((heard) => heard.refetch?.())
      if (sequence !== told.data.sequence) tell((heard) => heard.figures?.())
      break
    case 'change':
      // told again after a cut: known already
      if (sequence !== null && told.data.sequence <= sequence) return
      useLive.setState({ sequence: told.data.sequence, dataAt: now })
      tell((heard) => heard.change?.(told.data))
      break
    case 'up-to-date':
      useLive.setState({
        sequence: Math.max(sequence ?? 0, told.data.sequence),
        dataAt: now,
        clockOffset: Date.parse(told.data.now) - now,
      })
      break
    case 'must-refetch':
      useLive.setState({ sequence: told.data.sequence })
      tell((heard) => heard.refetch?.())
      break
    case 'dirty':
      tell((heard) => heard.dirty?.(told.data))
      break
    case 'figures':
      tell((heard) => heard.figures?.())
      break
  }
}

function tell(one: (heard: LiveHeard) => void): void {
  for (const heard of [...listeners]) one(heard)
}
