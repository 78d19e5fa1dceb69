import { create } from 'zustand'
import { ApiError, call } from '#client/api.ts'
import type { Position } from '#domain/contract/common.ts'
import {
  actOnPlan,
  commentOnPlan,
  getPlanChanges,
  getPlanLife,
  type PlanActBody,
  type PlanChanges,
  type PlanLife,
  settleComment,
} from '#domain/contract/plan-life.ts'
import { openDraft, updateDraft } from '../plan-desk.ts'

interface Store {
  /** Where the open plan stands; null before the server has said. */
  life: PlanLife | null
  /** Problem code of the last question that failed. */
  failed: string | null
  /** The comment that is looked at. */
  chosen: string | null
  /** A comment in writing: its place, and whether the next click on the map gives it one. */
  pin: { place: Position | null; asking: boolean }
  /** What publishing changes, while the step is looked at; null while nobody does. */
  publishing: { changes: PlanChanges | null; failed: string | null } | null
}

const nothing: Store = {
  life: null,
  failed: null,
  chosen: null,
  pin: { place: null, asking: false },
  publishing: null,
}

export const usePlanLife = create<Store>(() => nothing)

export function forgetLife(): void {
  usePlanLife.setState(nothing)
}

/** Asks where the open plan stands. */
export async function loadLife(county: string, plan: string, signal?: AbortSignal): Promise<void> {
  try {
    take(await call(getPlanLife, { params: { plan }, query: { county }, ...(signal ? { signal } : {}) }))
  } catch (error) {
    if (signal?.aborted) return
    usePlanLife.setState({ failed: codeOf(error) })
  }
}

/** Does something to the plan; the problem code where it is refused, null when it is done. */
export async function actOn(county: string, plan: string, body: PlanActBody): Promise<string | null> {
  return attempt(() => call(actOnPlan, { params: { plan }, query: { county }, body }))
}

export async function say(county: string, plan: string, text: string, place: Position | null): Promise<string | null> {
  return attempt(() => call(commentOnPlan, { params: { plan }, query: { county }, body: { text, place } }))
}

export async function settle(county: string, plan: string, comment: string, settled: boolean): Promise<string | null> {
  return attempt(() => call(settleComment, { params: { plan, comment }, query: { county }, body: { settled } }))
}

/** Opens the step of publishing: what will change. */
export async function lookAtChanges(county: string, plan: string): Promise<void> {
  usePlanLife.setState({ publishing: { changes: null, failed: null } })
  try {
    const changes = await call(getPlanChanges, { params: { plan }, query: { county } })
    if (usePlanLife.getState().publishing) usePlanLife.setState({ publishing: { changes, failed: null } })
  } catch (error) {
    usePlanLife.setState({ publishing: { changes: null, failed: codeOf(error) } })
  }
}

async function attempt(ask: () => Promise<PlanLife>): Promise<string | null> {
  try {
    take(await ask())
    return null
  } catch (error) {
    return codeOf(error)
  }
}

function take(life: PlanLife): void {
  usePlanLife.setState({ life, failed: null })
  const open = openDraft()
  if (open?.plan.id === life.id && open.plan.state !== life.state)
    updateDraft(life.id, { plan: { ...open.plan, state: life.state } })
}

function codeOf(error: unknown): string {
  if (error instanceof ApiError) return error.code
  throw error
}
