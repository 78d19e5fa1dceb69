import { ApiError, call } from '#client/api.ts'
import { changePlan, getPlan, type Plan, type PlanOperation, planLimits } from '#domain/contract/plan.ts'
import { commonSteps } from '#domain/partition/same-operation.ts'
import { type Acknowledged, openDraft, type Saving, updateDraft } from './plan-desk.ts'
import { dropJournal, keepJournal, type UnfitStep } from './plan-journal.ts'
import { rebase } from './rebase.ts'
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

/** Call after the steps changed: they are kept in this browser at once and sent soon. */
export function saveSoon(): void {
  const open = openDraft()
  if (!open) return
  const { state } = open.saving
  if (!differenceOf(open.acknowledged, operationsOf(open.work))) return settle('saved')
  void keep()
  if (state === 'gone') return
  if (state !== 'saving' && state !== 'offline') updateDraft(open.plan.id, { saving: { state: 'unsaved' } })
  clearTimeout(timer)
  timer = setTimeout(() => void sendDraft(), state === 'offline' ? waitMilliseconds : GATHER_MILLISECONDS)
}

/** Sends what is unsent now; does nothing while a sending is under way. */
export async function sendDraft(): Promise<void> {
  const open = openDraft()
  if (!open || sending) return
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

/**
 * Takes in what others did: their steps as the server has them, ours on top. What no longer fits is listed. Answers how
 * many steps of others are new.
 */
export async function meetTheirs(id: string): Promise<number> {
  const open = openDraft()
  if (open?.plan.id !== id || sending) return 0
  const theirs = await call(getPlan, { params: { plan: id }, query: { county: open.base.county } })
  const now = openDraft()
  if (now?.plan.id !== id || theirs.version <= now.acknowledged.version) return 0
  // what is known already keeps its identity: what hangs on a step stays with it
  const known = commonSteps(theirs.operations, now.acknowledged.operations)
  const operations = [...now.acknowledged.operations.slice(0, known), ...theirs.operations.slice(known)]
  const ours = operationsOf(now.work)
  const rebased = rebase(now.work.base, operations, now.acknowledged.operations, ours)
  const fresh = rebased.theirs === 0 ? [] : operations.slice(operations.length - rebased.theirs)
  updateDraft(id, {
    plan: theirs,
    figures: theirs.figures,
    broken: theirs.broken,
    acknowledged: { version: theirs.version, operations },
    work: { ...rebased.work, undone: now.work.undone },
    unfit: [...now.unfit, ...rebased.unfit],
    others: new Set([...now.others, ...fresh]),
    saving: { state: 'unsaved' },
  })
  saveSoon()
  return rebased.theirs
}

export function acknowledgedOf({ version, operations }: Plan): Acknowledged {
  return { version, operations }
}

async function takeFailure(id: string, error: unknown): Promise<void> {
  if (!(error instanceof ApiError)) throw error
  if (error.code === 'plan-changed') {
    try {
      await meetTheirs(id)
      return
    } catch (second) {
      return takeFailure(id, second)
    }
  }
  if (error.code === 'unknown-plan') return stay(id, { state: 'gone' })
  if (error.status === 422 && layAside(id, error)) return saveSoon()
  if (error.status >= 400 && error.status < 500 && error.status !== 408 && error.status !== 429)
    return stay(id, { state: 'refused', code: error.code })
  updateDraft(id, { saving: { state: 'offline', kept: true } })
  void keep().then((kept) => {
    if (!kept && openDraft()?.saving.state === 'offline') updateDraft(id, { saving: { state: 'offline', kept } })
  })
  timer = setTimeout(() => void sendDraft(), waitMilliseconds)
  waitMilliseconds = Math.min(LONGEST_WAIT_MILLISECONDS, waitMilliseconds * 2)
}

/** Lays the step that the server refuses aside, with its reason, and goes on with the others; false when none is named. */
function layAside(id: string, error: ApiError): boolean {
  const open = openDraft()
  const named = /^body\.operations\.(\d+)$/.exec(error.problem?.path ?? '')
  if (open?.plan.id !== id || !named) return false
  const ours = operationsOf(open.work)
  const index = commonSteps(open.acknowledged.operations, ours) + Number(named[1])
  const refused = ours[index]
  if (!refused) return false
  const rebased = rebase(open.work.base, [], [], ours.toSpliced(index, 1))
  const aside: UnfitStep = { operation: refused, reason: error.code, undo: false }
  updateDraft(id, { work: rebased.work, unfit: [...open.unfit, aside, ...rebased.unfit] })
  return true
}

function stay(id: string, saving: Saving): void {
  void keep()
  updateDraft(id, { saving })
}

function settle(state: 'saved'): void {
  const open = openDraft()
  if (!open) return
  if (open.work.undone.length === 0 && open.unfit.length === 0) void dropJournal(open.base.county, open.plan.id)
  else void keep()
  if (open.saving.state !== 'saved') updateDraft(open.plan.id, { saving: { state } })
}

/** Keeps unsent steps in this browser; tells whether it could. */
function keep(): Promise<boolean> {
  const open = openDraft()
  if (!open) return Promise.resolve(false)
  const { version, operations } = open.acknowledged
  return keepJournal(open.base.county, open.plan.id, {
    version,
    acknowledged: operations as PlanOperation[],
    operations: operationsOf(open.work),
    undone: [...open.work.undone],
    unfit: [...open.unfit],
  })
}
