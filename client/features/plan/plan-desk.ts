import { create } from 'zustand'
import type { Plan, PlanBase, PlanOperation, PlanSummary } from '#domain/contract/plan.ts'
import { assignTones } from '#domain/partition/assign-tones.ts'
import type { UnfitStep } from './plan-journal.ts'
import type { Work } from './work.ts'

/** How the draft here stands to the one on the server. */
export type Saving =
  | { state: 'saved' }
  | { state: 'unsaved' }
  | { state: 'saving' }
  /** The server cannot be reached; steps are kept in this browser (or, `kept` false, only on this page). */
  | { state: 'offline'; kept: boolean }
  /** The draft is gone from the server. */
  | { state: 'gone' }
  /** The server refuses the steps; `code` says why. */
  | { state: 'refused'; code: string }

/** What the server is known to have. */
export interface Acknowledged {
  readonly version: number
  readonly operations: readonly PlanOperation[]
}

export interface OpenDraft {
  readonly plan: PlanSummary
  readonly base: PlanBase
  readonly work: Work
  readonly acknowledged: Acknowledged
  readonly saving: Saving
  /** The server's own count of the acknowledged steps. */
  readonly figures: Plan['figures']
  /** Steps from this one on no longer stand on the grids of the base date; null when all do. */
  readonly broken: Plan['broken']
  readonly tones: ReadonlyMap<string, number>
  /** Steps that no longer fit, since others drew meanwhile. */
  readonly unfit: readonly UnfitStep[]
  /** Steps that others made while this page was open. */
  readonly others: ReadonlySet<PlanOperation>
}

/** The draft on the desk. `failed` is a problem code. */
export type Desk =
  | { state: 'empty' }
  | { state: 'opening'; id: string }
  | { state: 'failed'; id: string; code: string }
  | { state: 'open'; open: OpenDraft }

export const usePlanDesk = create<{ desk: Desk }>(() => ({ desk: { state: 'empty' } }))

/** The draft on the desk, outside of React; null when none is. */
export function openDraft(): OpenDraft | null {
  const { desk } = usePlanDesk.getState()
  return desk.state === 'open' ? desk.open : null
}

export function setDesk(desk: Desk): void {
  usePlanDesk.setState({ desk })
}

/** Changes parts of the open draft `id`; nothing when another is open by now. */
export function updateDraft(id: string, change: Partial<OpenDraft>): void {
  const open = openDraft()
  if (open?.plan.id !== id) return
  const work = change.work ?? open.work
  const tones = work === open.work ? open.tones : assignTones(work.draft, open.tones)
  setDesk({ state: 'open', open: { ...open, ...change, tones } })
}
