import { ApiError, call } from '#client/api.ts'
import { changePlan, getPlan, type Plan, type PlanOperation, planLimits } from '#domain/contract/plan.ts'
import { commonSteps } from '#domain/partition/same-operation.ts'
import { type Acknowledged, openDraft, type Saving, updateDraft } from './plan-desk.ts'
import { dropJournal, keepJournal } from './plan-journal.ts'
import { operationsOf } from './work.ts'

const GATHER_MILLISECONDS = 400
const FIRST_WAIT_MILLISECONDS = 2_000
const LONGEST_WAIT_MILLISECONDS = 30_000

let timer: ReturnType<typeof setTimeout> | undefined
let sending = false
let waitMilliseconds = FIRST_WAIT_MILLISECONDS

/** What to tell the server so that it has `operations`; null when it has them. */
export function differenceOf(
  acknowledged: Acknowledged,
  operations: readonly PlanOperation[],
): { drop: number; operations: PlanOperation[] } | null {
  const common = commonSteps(acknowledged.operations, operations)
  const drop = acknowledged.operations.length - common
  return drop === 0 && common === operations.length ? null : { drop, operations: operations.slice(common) }
}

/**
 * How the server's newer draft stands to ours. `equal` and `behind`: it holds the first of our steps (an answer was
 * lost on the way); `apart`: someone else drew.
 */
export function compareTheirs(
  theirs: readonly PlanOperation[],
  acknowledged: readonly PlanOperation[],
  ours: readonly PlanOperation[],
): 'equal' | 'behind' | 'apart' {
  const common = commonSteps(theirs, ours)
  if (common < theirs.length || theirs.length < acknowledged.length) return 'apart'
  return common === ours.length ? 'equal' : 'behind'
}

/** Call after the steps changed: they are kept in this browser at once and sent soon. */
export function saveSoon(): void {
  const open = openDraft()
  if (!open) return
  const { state } = open.saving
  if (!differenceOf(open.acknowledged, operationsOf(open.work))) return settle('saved')
  const kept = keep()
  if (state === 'conflict' || state === 'gone') return
  if (state !== 'saving')
    updateDraft(open.plan.id, { saving: state === 'offline' ? { state, kept } : { state: 'unsaved' } })
  clearTimeout(timer)
  timer = setTimeout(() => void sendDraft(), state === 'offline' ? waitMilliseconds : GATHER_MILLISECONDS)
}

/** Sends what is unsent now; does nothing while a sending is under way. */
export async function sendDraft(): Promise<void> {
  const open = openDraft()
  if (!open || sending || open.saving.state === 'conflict') return
  clearTimeout(timer)
  const operations = operationsOf(open.work)
  const difference = differenceOf(open.acknowledged, operations)
  if (!difference) return settle('saved')
  const { id } = open.plan
  const part = difference.operations.slice(0, planLimits.operationsPerRequest)
  const sent = operations.slice(0, operations.length - difference.operations.length + part.length)
  sending = true
  updateDraft(id, { saving: { state: 'saving' } })
  try {
    const plan = await call(changePlan, {
      params: { plan: id },
      query: { county: open.base.county },
      body: { expectedVersion: open.acknowledged.version, drop: difference.drop, operations: part },
    })
    waitMilliseconds = FIRST_WAIT_MILLISECONDS
    updateDraft(id, { plan, figures: plan.figures, acknowledged: { version: plan.version, operations: sent } })
    sending = false
    saveSoon()
  } catch (error) {
    sending = false
    await takeFailure(id, error)
  }
}

/** Reads the draft anew after someone changed it, or we lost an answer. */
export async function meetTheirs(id: string): Promise<void> {
  const open = openDraft()
  if (open?.plan.id !== id || sending) return
  const theirs = await call(getPlan, { params: { plan: id }, query: { county: open.base.county } })
  const now = openDraft()
  if (now?.plan.id !== id || theirs.version <= now.acknowledged.version) return
  const standing = compareTheirs(theirs.operations, now.acknowledged.operations, operationsOf(now.work))
  if (standing === 'apart') {
    keep()
    updateDraft(id, { saving: { state: 'conflict', theirs } })
  } else {
    updateDraft(id, {
      plan: theirs,
      figures: theirs.figures,
      acknowledged: acknowledgedOf(theirs),
      saving: { state: 'unsaved' },
    })
    saveSoon()
  }
}

export function acknowledgedOf({ version, operations }: Plan): Acknowledged {
  return { version, operations }
}

async function takeFailure(id: string, error: unknown): Promise<void> {
  if (!(error instanceof ApiError)) throw error
  if (error.code === 'plan-changed') {
    try {
      return await meetTheirs(id)
    } catch (second) {
      return takeFailure(id, second)
    }
  }
  if (error.code === 'unknown-plan') return stay(id, { state: 'gone' })
  if (error.status >= 400 && error.status < 500 && error.status !== 408 && error.status !== 429)
    return stay(id, { state: 'refused', code: error.code })
  stay(id, { state: 'offline', kept: keep() })
  timer = setTimeout(() => void sendDraft(), waitMilliseconds)
  waitMilliseconds = Math.min(LONGEST_WAIT_MILLISECONDS, waitMilliseconds * 2)
}

function stay(id: string, saving: Saving): void {
  keep()
  updateDraft(id, { saving })
}

function settle(state: 'saved'): void {
  const open = openDraft()
  if (!open) return
  dropJournal(open.base.county, open.plan.id)
  if (open.saving.state !== 'saved') updateDraft(open.plan.id, { saving: { state } })
}

/** Keeps unsent steps in this browser; tells whether it could. */
function keep(): boolean {
  const open = openDraft()
  if (!open) return false
  const { version, operations } = open.acknowledged
  return keepJournal(open.base.county, open.plan.id, {
    version,
    acknowledged: [...operations],
    operations: operationsOf(open.work),
  })
}
