import { useMemo } from 'react'
import { create } from 'zustand'
import type { Change } from '#domain/contract/change.ts'
import type { Scenario } from '#domain/contract/scenario.ts'
import { sameChanges, withChange } from './changes.ts'

/** Steps that can be taken back. */
const MOST_STEPS = 500

/** Where the open draft stands with the server. */
export type Saving =
  | { state: 'rest' }
  | { state: 'saving' }
  /** The server cannot be reached, or refuses: the changes are kept in this browser. */
  | { state: 'failed'; code: string }
  /** Somebody else saved since: their version, which ours does not stand on. */
  | { state: 'conflict'; theirs: Scenario }

/** What would be otherwise in a county, as this page has it. */
export interface Draft {
  county: string
  /** Id of the scenario it is of, also before the server has given it; '' for a draft without a name. */
  id: string
  /** Version that kept changes stand on before the server has given the scenario. */
  version: number
  changes: readonly Change[]
  past: readonly (readonly Change[])[]
  future: readonly (readonly Change[])[]
  /** A change under the finger, not yet made. */
  moving: Change | null
  /** The scenario that the changes stand on, as the server last gave it; null for a draft without a name. */
  scenario: Scenario | null
  saving: Saving
}

const empty: Draft = {
  county: '',
  id: '',
  version: 0,
  changes: [],
  past: [],
  future: [],
  moving: null,
  scenario: null,
  saving: { state: 'rest' },
}

export const useDraft = create<Draft>(() => empty)

/** Puts another county's, or another scenario's, changes on the table. */
export function openDraft(opened: Pick<Draft, 'county' | 'id' | 'changes'> & Partial<Draft>): void {
  useDraft.setState({ ...empty, ...opened })
}

/** Makes a change; it can be taken back. */
export function makeChange(change: Change): void {
  put(withChange(useDraft.getState().changes, change))
}

/** Puts a whole list in the place of the one there is; it can be taken back. */
export function put(changes: readonly Change[]): void {
  const draft = useDraft.getState()
  if (sameChanges(changes, draft.changes)) return useDraft.setState({ moving: null })
  useDraft.setState({
    changes,
    past: [...draft.past, draft.changes].slice(-MOST_STEPS),
    future: [],
    moving: null,
  })
}

export function undoChange(): void {
  const { past, future, changes } = useDraft.getState()
  const before = past.at(-1)
  if (before)
    useDraft.setState({ changes: before, past: past.slice(0, -1), future: [changes, ...future], moving: null })
}

export function redoChange(): void {
  const { past, future, changes } = useDraft.getState()
  const after = future[0]
  if (after) useDraft.setState({ changes: after, past: [...past, changes], future: future.slice(1), moving: null })
}

/** Shows a change under the finger; null when the finger left without making it. */
export function holdChange(moving: Change | null): void {
  useDraft.setState({ moving })
}

export function setSaving(saving: Saving): void {
  useDraft.setState({ saving })
}

/** The server has this now. */
export function standOn(scenario: Scenario): void {
  useDraft.setState({ id: scenario.id, scenario, saving: { state: 'rest' } })
}

/** Changes with the one under the finger. */
export function useShownChanges(): readonly Change[] {
  const changes = useDraft((draft) => draft.changes)
  const moving = useDraft((draft) => draft.moving)
  return useMemo(() => (moving ? withChange(changes, moving) : changes), [changes, moving])
}

/** Whether changes are here that the server has not. */
export function isUnsaved({ changes, scenario }: Pick<Draft, 'changes' | 'scenario'>): boolean {
  return !sameChanges(changes, scenario?.content.changes ?? [])
}
