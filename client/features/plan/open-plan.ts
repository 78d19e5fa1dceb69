import { ApiError, call } from '#client/api.ts'
import {
  createPlan,
  getPlan,
  getPlanBase,
  type Plan,
  type PlanOperation,
  removePlan,
  renamePlan,
} from '#domain/contract/plan.ts'
import { assignTones } from '#domain/partition/assign-tones.ts'
import { type DraftBase, draftOfBase } from '#domain/partition/draft-of-base.ts'
import type { Refusal } from '#domain/partition/partition.types.ts'
import { commonSteps } from '#domain/partition/same-operation.ts'
import { type OpenDraft, openDraft, setDesk, updateDraft } from './plan-desk.ts'
import { dropJournal, type PlanJournal, readJournal } from './plan-journal.ts'
import { acknowledgedOf, compareTheirs, saveSoon } from './save-draft.ts'
import { beginWork, operationsOf, perform, performAll, redo, undo, type Work } from './work.ts'

/** Puts a draft on the desk, with what this browser still holds of it unsent. */
export async function openPlan(county: string, id: string, signal: AbortSignal): Promise<void> {
  setDesk({ state: 'opening', id })
  try {
    const plan = await call(getPlan, { params: { plan: id }, query: { county }, signal })
    const base = await call(getPlanBase, { query: { county, scope: plan.scope, asOf: plan.baseDate }, signal })
    const drafted = draftOfBase(base)
    const journal = readJournal(county, id)
    const { work, saving } = resume(drafted, plan, journal)
    const open: OpenDraft = {
      plan,
      base,
      work,
      saving,
      acknowledged: acknowledgedOf(plan),
      figures: plan.figures,
      broken: plan.broken,
      tones: assignTones(work.draft.partition),
    }
    setDesk({ state: 'open', open })
    if (journal) saveSoon()
  } catch (error) {
    if (signal.aborted) return
    setDesk({ state: 'failed', id, code: error instanceof ApiError ? error.code : 'internal-error' })
    if (!(error instanceof ApiError)) throw error
  }
}

function resume(drafted: DraftBase, plan: Plan, journal: PlanJournal | null): Pick<OpenDraft, 'work' | 'saving'> {
  const theirs = performAll(beginWork(drafted), plan.operations).work
  if (!journal || plan.broken) return { work: theirs, saving: { state: 'saved' } }
  const ours = performAll(beginWork(drafted), journal.operations)
  if (ours.refused) return { work: theirs, saving: { state: 'saved' } }
  const apart =
    plan.version !== journal.version &&
    compareTheirs(plan.operations, journal.acknowledged, journal.operations) === 'apart'
  return { work: ours.work, saving: apart ? { state: 'conflict', theirs: plan } : { state: 'unsaved' } }
}

/** Begins a draft on the server and answers its id. Throws ApiError. */
export async function beginPlan(
  county: string,
  name: string,
  scope: string,
  operations: PlanOperation[] = [],
): Promise<string> {
  return (await call(createPlan, { query: { county }, body: { name, scope, operations } })).id
}

/** Makes a step on the open draft; the refusal when the kernel refuses it. */
export function makeStep(operation: PlanOperation): Refusal | null {
  const open = openDraft()
  if (!open) return null
  const made = perform(open.work, operation)
  if (!made.ok) return made
  put(open, made.work)
  return null
}

export function undoStep(): void {
  const open = openDraft()
  if (open) put(open, undo(open.work))
}

export function redoStep(): void {
  const open = openDraft()
  if (open) put(open, redo(open.work))
}

function put(open: OpenDraft, work: Work): void {
  if (work === open.work) return
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
  dropJournal(county, id)
}

/** What our unsent steps would be on top of theirs: the work, or the step that does not fit. */
export function ourStepsOnTheirs(open: OpenDraft, theirs: Plan): ReturnType<typeof performAll> {
  const ours = operationsOf(open.work)
  const common = commonSteps(open.acknowledged.operations, ours)
  const their = performAll(beginWork(open.work.base), theirs.operations).work
  return performAll(their, ours.slice(common))
}

/** Goes on from their draft: with our steps on top, or without. */
export function takeTheirs(open: OpenDraft, theirs: Plan, work: Work): void {
  updateDraft(open.plan.id, {
    plan: theirs,
    figures: theirs.figures,
    acknowledged: acknowledgedOf(theirs),
    broken: theirs.broken,
    saving: { state: 'unsaved' },
    work,
  })
  saveSoon()
}
