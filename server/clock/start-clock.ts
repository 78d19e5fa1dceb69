import { setTimeout as wait } from 'node:timers/promises'
import type { Context } from '#server/context.ts'
import { DatabaseUnavailable, RowsHeld } from '#server/db.types.ts'
import { pruneKeys } from '#server/issue/act-keys.query.ts'
import { createIssueWriter } from '#server/issue/issue-writer.ts'
import { draftStoreOf } from '#server/plan/draft-store.ts'
import { planRow } from '#server/plan/plan-row.query.ts'
import { beginPlans } from '#server/plan-life/begin-plans.ts'
import { placeClosedIssuesLeft } from '#server/plan-life/place-closed-issues.ts'
import { databaseTime } from './due.query.ts'
import { runClock } from './run-clock.ts'

const EVERY_MILLISECONDS = 20_000
const PRUNE_MILLISECONDS = 3_600_000
/** A server whose clock is further from the database's than this acts on nobody's deadlines. */
const LARGEST_DRIFT = 60_000

/** The clock under way. */
export interface Clock {
  stop(): Promise<void>
}

/**
 * Looks every 20 seconds for clocks that ran out, and acts. Begins when `after` is settled: a demo that catches up with a
 * long stop first does what was done meanwhile. A failure waits for the next look.
 */
export function startClock(context: Context, after: Promise<void> = Promise.resolve()): Clock {
  const { db, log, now } = context
  const stopped = new AbortController()
  const writer = createIssueWriter(db)
  const drafts = draftStoreOf(context)
  let prunedAt = 0

  async function look(): Promise<void> {
    const at = now().getTime()
    const drift = at - (await databaseTime(db))
    if (Math.abs(drift) > LARGEST_DRIFT) {
      log.warn(
        { driftSeconds: Math.round(drift / 1000) },
        'no deadline is acted on: set the clock of this server right',
      )
      return
    }
    const { acted, left } = await runClock(db, writer, at, stopped.signal)
    if (acted + left > 0) log.info({ acted, left }, 'clocks ran out')
    const { published, refused } = await beginPlans(db, new Date(at), stopped.signal, async (county, id) => {
      const plan = await planRow(db, county, id)
      return plan && (await drafts.held(county, plan))
    })
    if (published.length + refused.length > 0) log.info({ published, refused }, 'the day of plans has come')
    const placed = await placeClosedIssuesLeft(db, new Date(at), stopped.signal)
    if (placed > 0) log.info({ placed }, 'closed issues were placed in the grids of a published plan')
    if (at - prunedAt > PRUNE_MILLISECONDS) await pruneKeys(db)
    prunedAt = Math.max(prunedAt, at - (at % PRUNE_MILLISECONDS))
  }

  async function go(): Promise<void> {
    await after
    while (!stopped.signal.aborted) {
      try {
        await look()
      } catch (error) {
        if (stopped.signal.aborted) return
        if (error instanceof DatabaseUnavailable || error instanceof RowsHeld)
          log.warn('the clock waits for the database')
        else log.error({ error }, 'the clock stumbled')
      }
      await wait(EVERY_MILLISECONDS, undefined, { signal: stopped.signal }).catch(() => {})
    }
  }

  const running = go()
  return {
    async stop() {
      stopped.abort()
      await running
    },
  }
}
