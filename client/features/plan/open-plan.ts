import { ApiError, call } from '#client/api.ts'
import {
  createPlan,
  getPlan,
  getPlanBase,
  type Plan,
  type PlanGround,
  type PlanOperation,
  removePlan,
  renamePlan,
} from '#domain/contract/plan.ts'
import { assignTones } from '#domain/partition/assign-tones.ts'
import type { DraftBase } from '#domain/partition/draft-of-base.ts'
import { openBase } from '#domain/partition/open-base.ts'
import type { Refusal } from '#domain/partition/partition.types.ts'
import { commonSteps } from '#domain/partition/same-operation.ts'
import { madeTogether } from './made-together.ts'
import { type OpenDraft, openDraft, setDesk, updateDraft } from './plan-desk.ts'
import { dropJournal, type PlanJournal, readJournal, type UnfitStep, warmJournal } from './plan-journal.ts'
import { rebase } from './rebase.ts'
import { acknowledgedOf, saveSoon, sendDraft } from './save-draft.ts'
import { walkTo } from './walk-history.ts'
import { beginWork, operationsOf, perform, performAll, redo, undo, type Work } from './work.ts'

/** Puts a draft on the desk, with what this browser still holds of it unsent. */
export async function openPlan(county: string, id: string, signal: AbortSignal): Promise<void> {
  setDesk({ state: 'opening', id })
  warmJournal()
  try {
    const plan = await call(getPlan, { params: { plan: id }, query: { county }, signal })
    const base = await call(getPlanBase, { query: baseAsked(county, plan), signal })
    const drafted = openBase(base)
    const journal = await readJournal(county, id)
    if (signal.aborted) return
    const { work, unfit } = resume(drafted, plan, journal)
    const open: OpenDraft = {
      plan,
      base,
      work,
      saving: journal ? { state: 'unsaved' } : { state: 'saved' },
      acknowledged: acknowledgedOf(plan),
      figures: plan.figures,
      broken: plan.broken,
      tones: assignTones(work.draft),
      unfit,
      others: new Set(),
    }
    setDesk({ state: 'open', open })
    if (journal) saveSoon()
  } catch (error) {
    if (signal.aborted) return
    setDesk({ state: 'failed', id, code: error instanceof ApiError ? error.code : 'internal-error' })
    if (!(error instanceof ApiError)) throw error
  }
}

/** What a plan's operations stand on: ground of its own, or the areas of its day. */
function baseAsked(county: string, { id, scope, baseDate, from }: Plan) {
  return from === 'today' ? { county, scope, asOf: baseDate } : { county, plan: id }
}

/** Opens the draft on the desk anew: its grids became others. */
export async function reopenPlan(county: string, id: string, signal: AbortSignal): Promise<void> {
  await sendDraft()
  if (!signal.aborted) await openPlan(county, id, signal)
}

/** The work as it stood when the page was left, on top of what others have done since. */
function resume(drafted: DraftBase, plan: Plan, journal: PlanJournal | null): Pick<OpenDraft, 'work' | 'unfit'> {
  if (plan.broken) {
    // its grids became others: what still fits is done, the rest is listed
    const unsent = journal?.operations.slice(commonSteps(plan.operations, journal.operations)) ?? []
    const { work, unfit } = rebase(drafted, [], [], [...plan.operations, ...unsent])
    return { work, unfit: [...(journal?.unfit ?? []), ...unfit] }
  }
  if (!journal) return { work: performAll(beginWork(drafted), plan.operations).work, unfit: [] }
  const { work, unfit } = rebase(drafted, plan.operations, journal.acknowledged, journal.operations)
  return { work: { ...work, undone: journal.undone }, unfit: [...journal.unfit, ...unfit] }
}

/** What a draft begins from: the grids of today, each community as one grid, ground, or what another plan begins from. */
export type PlanFrom = 'today' | 'empty' | { ground: PlanGround } | { plan: string }

/** Begins a draft on the server and answers its id. Throws ApiError. */
export async function beginPlan(
  county: string,
  name: string,
  scope: string,
  from: PlanFrom = 'today',
  operations: PlanOperation[] = [],
): Promise<string> {
  return (await call(createPlan, { query: { county }, body: { name, scope, from, operations } })).id
}

/** Why a step was not made: the kernel refuses it, or the plan was sent round meanwhile. */
export type StepRefusal = Refusal | { ok: false; reason: 'not-draft' }

/** Makes a step on the open draft; the refusal when it cannot be made. */
export function makeStep(operation: PlanOperation): StepRefusal | null {
  const open = openDraft()
  if (!open) return null
  if (open.plan.state !== 'draft') return { ok: false, reason: 'not-draft' }
  const made = perform(open.work, operation)
  if (!made.ok) return made
  put(open, made.work)
  return null
}

/** Takes the last step back, all of its stroke; `others` when it is another's, which the list of steps can go behind. */
export function undoStep(): 'others' | null {
  const open = openDraft()
  if (!open) return null
  const last = open.work.steps.at(-1)?.operation
  if (last && open.others.has(last)) return 'others'
  let work = undo(open.work)
  while (madeTogether(last, work.steps.at(-1)?.operation)) work = undo(work)
  put(open, work)
  return null
}

/** Makes the last step that was undone again, all of its stroke. */
export function redoStep(): void {
  const open = openDraft()
  if (!open) return
  const first = open.work.undone.at(-1)
  let [before, work] = [open.work, redo(open.work)]
  while (work !== before && madeTogether(first, work.undone.at(-1))) [before, work] = [work, redo(work)]
  put(open, work)
}

/** Goes to the state after the first `count` steps of the list, those undone included. */
export function goToStep(count: number): void {
  const open = openDraft()
  if (open) put(open, walkTo(open.work, count))
}

/** Goes to the state that steps lead to: by the list where it passes there, else by making them anew. */
export function goToOperations(operations: readonly PlanOperation[]): void {
  const open = openDraft()
  if (!open) return
  const line = [...operationsOf(open.work), ...open.work.undone.toReversed()]
  if (commonSteps(line, operations) === operations.length) return goToStep(operations.length)
  put(open, performAll(beginWork(open.work.base), operations).work)
}

/** Tries a step again that did not fit; the refusal when it still does not. */
export function retryUnfit(step: UnfitStep): Refusal | null {
  const open = openDraft()
  if (!open) return null
  const made = perform(open.work, step.operation)
  if (!made.ok) return made
  updateDraft(open.plan.id, { work: made.work, unfit: open.unfit.filter((one) => one !== step) })
  saveSoon()
  return null
}

/** Gives up a step that did not fit. */
export function dropUnfit(step: UnfitStep): void {
  const open = openDraft()
  if (!open) return
  updateDraft(open.plan.id, { unfit: open.unfit.filter((one) => one !== step) })
  saveSoon()
}

function put(open: OpenDraft, work: Work): void {
  // what others look at stays as they see it
  if (work === open.work || open.plan.state !== 'draft') return
  updateDraft(open.plan.id, { work, broken: null })
  saveSoon()
}

/** Gives the draft another name; throws ApiError. */
export async function giveName(name: string): Promise<void> {
  const open = openDraft()
  if (!open) return
  const plan = await call(renamePlan, {
    params: { plan: open.plan.id },
    query: { county: open.base.county },
    body: { name },
  })
  updateDraft(plan.id, { plan: { ...open.plan, name: plan.name } })
}

/** Removes the draft from the server; throws ApiError. */
export async function discardPlan(county: string, id: string, expectedVersion: number): Promise<void> {
  await call(removePlan, { params: { plan: id }, query: { county, expectedVersion } })
  await dropJournal(county, id)
}
