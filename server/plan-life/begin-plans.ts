import { writeAudit } from '#server/account/audit.ts'
import type { Db, Queryable } from '#server/db.types.ts'
import { holdingIssues } from '#server/engine/parts.ts'
import { HttpProblem } from '#server/http.ts'
import type { HeldPlan } from '#server/plan/draft-store.ts'
import { announcePlanLife, type LivingRow, livingRow, writeAct } from './plan-life.query.ts'
import { PUBLISH_SECONDS, publishPlan } from './publish-plan.ts'

export interface Begun {
  published: string[]
  /** Plans that could not be published; they are approved as before, and their history says why. */
  refused: { id: string; reason: string }[]
}

/** Reads and replays a plan before it is published; null where there is none. */
export type Hold = (county: string, plan: string) => Promise<HeldPlan | null>

/** Plans are read and replayed so long before their day begins. */
const AHEAD_MILLISECONDS = 60_000

/**
 * Publishes every plan whose day has come where its county lies. Each is published in a transaction of its own that
 * holds its row: of several servers one does it, the others find it done. One that cannot be published goes back to
 * approved with the reason, and does not come up again by itself. `hold` is asked a minute before, and again before the
 * transaction, so that nobody waits while a plan is read; without it all is read in the transaction.
 */
export async function beginPlans(db: Db, at: Date, stopped?: AbortSignal, hold?: Hold): Promise<Begun> {
  const begun: Begun = { published: [], refused: [] }
  const soon = new Date(at.getTime() + (hold ? AHEAD_MILLISECONDS : 0))
  for (const { county, id, due } of await duePlans(db, at, soon)) {
    if (stopped?.aborted) break
    if (!due) {
      // what is wrong with it is said on its day
      await hold?.(county, id).catch(() => {})
      continue
    }
    try {
      const held = (await hold?.(county, id)) ?? null
      const one = (transaction: Queryable) => beginOne(transaction, county, id, at, held)
      if (await holdingIssues(db, one, { timeoutSeconds: PUBLISH_SECONDS })) begun.published.push(id)
    } catch (error) {
      if (!(error instanceof HttpProblem)) throw error
      if (await db.transaction((transaction) => giveBack(transaction, county, id, at, error)))
        begun.refused.push({ id, reason: error.code })
    }
  }
  return begun
}

async function beginOne(
  transaction: Queryable,
  county: string,
  id: string,
  at: Date,
  held: HeldPlan | null,
): Promise<boolean> {
  const row = await livingRow(transaction, county, id, 'lock')
  if (row?.state !== 'scheduled' || row.day === null) return false
  await publishPlan(transaction, county, row, { day: row.day, at, by: null, held })
  await announcePlanLife(transaction, county, id)
  return true
}

async function giveBack(
  transaction: Queryable,
  county: string,
  id: string,
  at: Date,
  { code, message }: HttpProblem,
): Promise<boolean> {
  const row = await livingRow(transaction, county, id, 'lock')
  if (row?.state !== 'scheduled') return false
  await writeAct(transaction, county, id, {
    ...{ act: 'withdraw', to: 'approved', at, person: null, actor: '', role: 'clock', version: row.version, day: null },
    reason: `${code}: ${message}`,
  })
  await audited(transaction, county, row, at, code)
  await announcePlanLife(transaction, county, id)
  return true
}

async function audited(transaction: Queryable, county: string, row: LivingRow, at: Date, reason: string) {
  const before = { state: row.state, day: row.day }
  const after = { state: 'approved', reason }
  const record = { county, at, by: null, action: 'plan.withdraw', subject: row.id, path: row.path, before, after }
  await writeAudit(transaction, record)
}

/** Plans whose day has come at a moment or will have come a little later, oldest first. */
async function duePlans(db: Db, at: Date, soon: Date): Promise<{ county: string; id: string; due: boolean }[]> {
  return db.query(
    `select p.county, p.id, p.day <= ($1::timestamptz at time zone c.time_zone)::date as due
     from plan p join county c on c.code = p.county
     where p.state = 'scheduled' and p.day <= ($2::timestamptz at time zone c.time_zone)::date
     order by p.day, p.updated_at, p.id`,
    [at, soon],
  )
}
