import { setImmediate as endOfTurn, setTimeout as wait } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { FeedChange } from '#domain/contract/feed.ts'
import type { FeedReader } from './context.ts'
import { DatabaseUnavailable, type Db } from './db.types.ts'

const POLL_MILLISECONDS = 2_000
const BATCH = 500
/** Newest changes kept in memory, so that a hundred walls that reconnect at once ask the database nothing. */
const REMEMBERED = 2_000
const PRUNE_MILLISECONDS = 3_600_000
const KEPT_DAYS = 7
const PATIENCE_MILLISECONDS = 3_000

interface FeedRow {
  county: string
  sequence: number
  at: Date
  kind: FeedChange['kind']
  id: string
  version: number
  west: number | null
  south: number | null
  east: number | null
  north: number | null
}

/** A reader whose first look at the feed may still be under way. */
export interface StartedFeedReader extends FeedReader {
  /** Settled when the newest number is known; changes committed after that moment are told. */
  readonly ready: Promise<void>
}

/**
 * Reads the feed table in order and tells subscribers every change exactly once.
 * Numbers are given under append_feed's lock held until commit, so "greater than the last one read" misses nothing.
 * The database's signal only wakes it; a poll every 2 s is the safety net. It outlives a restart of the engine:
 * what was committed meanwhile is told when the database answers again.
 */
export function createFeedReader(db: Db, log: Logger): StartedFeedReader {
  const subscribers = new Set<(changes: FeedChange[]) => void>()
  const remembered: FeedChange[] = []
  let sequence = 0
  /** Every change after this number is in `remembered`. */
  let rememberedAfter = 0
  let started = false
  let cut = false
  let closed = false
  let wanted = false
  let reading: Promise<void> | null = null
  let settleReady = () => {}
  const ready = new Promise<void>((resolve) => {
    settleReady = resolve
  })

  const stopListening = db.onFeed(wake)
  const poll = setInterval(wake, POLL_MILLISECONDS)
  const prune = setInterval(() => void pruneFeed(db).catch((error) => report(error)), PRUNE_MILLISECONDS)
  poll.unref()
  prune.unref()
  wake()

  function wake(): void {
    wanted = true
    reading ??= readWanted().finally(() => {
      reading = null
      if (wanted && !closed && !cut) wake()
    })
  }

  async function readWanted(): Promise<void> {
    while (wanted && !closed) {
      // a transaction signals each of its changes: one look after all of them finds them all
      await endOfTurn()
      wanted = false
      try {
        await readOnce()
        if (cut) log.info({ sequence }, 'the feed is read again')
        cut = false
      } catch (error) {
        report(error)
        return
      }
    }
  }

  async function readOnce(): Promise<void> {
    if (!started) {
      sequence = rememberedAfter = await newestSequence(db)
      started = true
      settleReady()
      return
    }
    for (;;) {
      const changes = await readAfter(db, sequence)
      if (changes.length === 0 || closed) return
      sequence = changes.at(-1)!.sequence
      remember(changes)
      for (const heard of [...subscribers]) tell(heard, changes)
      if (changes.length < BATCH) return
    }
  }

  function remember(changes: FeedChange[]): void {
    remembered.push(...changes)
    const surplus = remembered.splice(0, Math.max(0, remembered.length - REMEMBERED))
    rememberedAfter = surplus.at(-1)?.sequence ?? rememberedAfter
  }

  function tell(heard: (changes: FeedChange[]) => void, changes: FeedChange[]): void {
    try {
      heard(changes)
    } catch (error) {
      log.error({ error }, 'a subscriber of the feed failed')
    }
  }

  function report(error: unknown): void {
    if (closed) return
    if (!(error instanceof DatabaseUnavailable)) log.error({ error }, 'the feed could not be read')
    else if (!cut) log.warn({ sequence }, 'the feed waits for the database')
    cut = true
  }

  return {
    get sequence() {
      return sequence
    },
    get current() {
      return started && !cut
    },
    ready,
    subscribe(heard) {
      subscribers.add(heard)
      return () => void subscribers.delete(heard)
    },
    async since(county, after, limit) {
      await Promise.race([ready, wait(PATIENCE_MILLISECONDS, undefined, { ref: false })])
      if (!started) throw new DatabaseUnavailable('the feed has not been read yet')
      if (after >= rememberedAfter && after <= sequence) {
        const known = remembered.filter((change) => change.sequence > after && change.county === county)
        return known.slice(0, limit)
      }
      return (await isKept(db, after)) ? readCountyAfter(db, county, after, limit) : null
    },
    async close() {
      closed = true
      stopListening()
      clearInterval(poll)
      clearInterval(prune)
      subscribers.clear()
      settleReady()
      await reading
    },
  }
}

/** Removes changes older than seven days; the newest row always stays, so that the log's age can be told. */
export async function pruneFeed(db: Db): Promise<void> {
  await db.query(
    `delete from feed
      where at < now() - make_interval(days => $1::integer)
        and sequence < (select max(sequence) from feed)`,
    [KEPT_DAYS],
  )
}

async function newestSequence(db: Db): Promise<number> {
  const rows = await db.query<{ newest: number }>('select coalesce(max(sequence), 0) as newest from feed')
  return rows[0]?.newest ?? 0
}

async function readAfter(db: Db, after: number): Promise<FeedChange[]> {
  const rows = await db.query<FeedRow>(
    `select county, sequence, at, kind, id, version, west, south, east, north
       from feed where sequence > $1::bigint order by sequence limit $2::integer`,
    [after, BATCH],
    'often',
  )
  return rows.map(toChange)
}

async function readCountyAfter(db: Db, county: string, after: number, limit: number): Promise<FeedChange[]> {
  const rows = await db.query<FeedRow>(
    `select county, sequence, at, kind, id, version, west, south, east, north
       from feed where county = $1::text and sequence > $2::bigint order by sequence limit $3::integer`,
    [county, after, limit],
  )
  return rows.map(toChange)
}

/** Whether everything after `after` is still in the log; a number from the future belongs to another database. */
async function isKept(db: Db, after: number): Promise<boolean> {
  const rows = await db.query<{ oldest: number | null; newest: number | null }>(
    'select min(sequence) as oldest, max(sequence) as newest from feed',
  )
  const { oldest, newest } = rows[0] ?? { oldest: null, newest: null }
  if (oldest === null || newest === null) return after === 0
  return after >= oldest - 1 && after <= newest
}

function toChange(row: FeedRow): FeedChange {
  const { west, south, east, north } = row
  const known = west !== null && south !== null && east !== null && north !== null
  return {
    county: row.county,
    sequence: row.sequence,
    at: row.at.toISOString(),
    kind: row.kind,
    id: row.id,
    version: row.version,
    box: known ? [west, south, east, north] : null,
  }
}
