import type { Context } from '#server/context.ts'
import { DatabaseUnavailable } from '#server/db.types.ts'
import { holdingIssues } from '#server/engine/parts.ts'
import { demoCountyRows, ensureMonths, type LiveCountyRow } from './learn.query.ts'
import { createWorld, type World } from './world.ts'

const DAY = 24 * 3_600_000
/** What happened before is not made up: after a longer stop the history keeps a gap. */
const CAUGHT_UP_DAYS = 30
/** A long stop is caught up in this many strides, so that the server answers in between. */
const STRIDES = 40
const SHORTEST_STRIDE = 3_600_000
const LEAST_WAIT = 1_000
const LONGEST_WAIT = 5_000
const RETRY_WAIT = 5_000
const MONTHS_EVERY = DAY

/** A simulator under way. */
export interface Live {
  /** Settled when every county has caught up with now. */
  readonly ready: Promise<void>
  stop(): Promise<void>
}

/**
 * Lets demo counties live: new issues come in and open ones are worked on, through the same write path as everybody's.
 * After a stop it catches up first, with the times at which things would have happened, for at most thirty days.
 */
export function startLive(context: Context): Live {
  const stopped = new AbortController()
  const counties = withRetry(context, stopped.signal, () => demoCountyRows(context.db))
  const lives = counties.then((rows) => (rows ?? []).map((row) => liveCounty(context, row, stopped.signal)))
  const running = lives.then((all) => Promise.all(all.map((life) => life.ended)))
  return {
    ready: lives.then(async (all) => void (await Promise.all(all.map((life) => life.ready)))),
    async stop() {
      stopped.abort()
      await running
    },
  }
}

function liveCounty(context: Context, row: LiveCountyRow, stopped: AbortSignal) {
  let caughtUp = () => {}
  const ready = new Promise<void>((resolve) => {
    caughtUp = resolve
  })
  const live = async () => {
    const now = context.now().getTime()
    const world = await withRetry(context, stopped, () => {
      const since = Math.min(now, Math.max(row.last_at?.getTime() ?? now, now - CAUGHT_UP_DAYS * DAY))
      return createWorld(context.db, { county: row.code, timeZone: row.time_zone, since })
    })
    if (world !== null) await catchUp(context, row.code, world, stopped)
    caughtUp()
    if (world !== null) await goOn(context, world, stopped)
  }
  return { ready, ended: live().finally(caughtUp) }
}

async function catchUp(context: Context, county: string, world: World, stopped: AbortSignal): Promise<void> {
  const from = world.clock
  const stride = Math.max(SHORTEST_STRIDE, (context.now().getTime() - from) / STRIDES)
  let changes = 0
  while (!stopped.aborted && world.clock < context.now().getTime()) {
    const until = Math.min(context.now().getTime(), world.clock + stride)
    changes += (await withRetry(context, stopped, () => world.advance(until))) ?? 0
    await pause(10, stopped)
  }
  if (changes > 0) context.log.info({ county, from: new Date(from), changes, open: world.open }, 'the demo caught up')
}

async function goOn(context: Context, world: World, stopped: AbortSignal): Promise<void> {
  let monthsAt = Number.NEGATIVE_INFINITY
  while (!stopped.aborted) {
    const now = context.now().getTime()
    if (now - monthsAt > MONTHS_EVERY) {
      await withRetry(context, stopped, () => holdingIssues(context.db, (on) => ensureMonths(on, new Date(now))))
      monthsAt = now
    }
    await withRetry(context, stopped, () => world.advance(now))
    const wait = Math.min(LONGEST_WAIT, Math.max(LEAST_WAIT, world.nextStepAt() - context.now().getTime()))
    await pause(wait, stopped)
  }
}

/** Tries until it works or the simulator stops (null): a restart of the database passes, a bug is logged and does no more harm. */
async function withRetry<Result>(
  context: Context,
  stopped: AbortSignal,
  work: () => Promise<Result>,
): Promise<Result | null> {
  for (let wait = RETRY_WAIT; !stopped.aborted; wait = Math.min(60_000, wait * 2)) {
    try {
      return await work()
    } catch (error) {
      if (stopped.aborted) return null
      if (error instanceof DatabaseUnavailable) context.log.warn('the demo waits for the database')
      else context.log.error({ error }, 'the demo stumbled')
      await pause(wait, stopped)
    }
  }
  return null
}

function pause(milliseconds: number, stopped: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (stopped.aborted) return resolve()
    const timer = setTimeout(done, milliseconds)
    stopped.addEventListener('abort', done, { once: true })
    function done() {
      clearTimeout(timer)
      stopped.removeEventListener('abort', done)
      resolve()
    }
  })
}
