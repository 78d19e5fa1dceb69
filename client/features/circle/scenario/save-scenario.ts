import { ApiError, call } from '#client/api.ts'
import type { Change } from '#domain/contract/change.ts'
import {
  createScenario,
  getScenario,
  type Scenario,
  type ScenarioContent,
  saveScenario,
} from '#domain/contract/scenario.ts'
import { sameChanges, withChange } from '../what-if/changes.ts'
import { dropJournal } from '../what-if/draft-journal.ts'
import { put, setSaving, standOn, useDraft } from '../what-if/draft-store.ts'

/** Saves the open scenario under a name as its next version; resolves to what the server has then, null when it has not. */
export async function saveDraft(content: ScenarioContent, name?: string): Promise<Scenario | null> {
  const { scenario, county, saving } = useDraft.getState()
  if (!scenario || saving.state === 'saving') return null
  setSaving({ state: 'saving' })
  try {
    const saved = await call(saveScenario, {
      params: { scenario: scenario.id },
      query: { county },
      body: { expectedVersion: scenario.version, name: name ?? scenario.name, content },
    })
    return settle(saved)
  } catch (error) {
    return takeFailure(error)
  }
}

/** Keeps the changes as a new scenario. */
export async function saveDraftAs(content: ScenarioContent, name: string): Promise<Scenario | null> {
  const { county, id, saving } = useDraft.getState()
  if (saving.state === 'saving') return null
  setSaving({ state: 'saving' })
  try {
    const saved = await call(createScenario, { query: { county }, body: { name, content } })
    // what was kept for the one before is in the new one now
    dropJournal(county, id)
    return settle(saved)
  } catch (error) {
    return takeFailure(error)
  }
}

/** Ours on top of theirs: what we added since the version we stand on, without what we took away. */
export function joinChanges(base: readonly Change[], ours: readonly Change[], theirs: readonly Change[]): Change[] {
  const has = (list: readonly Change[], change: Change) => list.some((one) => sameChanges([one], [change]))
  const kept = theirs.filter((change) => has(ours, change) || !has(base, change))
  return ours.filter((change) => !has(base, change) && !has(kept, change)).reduce(withChange, kept)
}

/** Goes on from somebody else's version with these changes; ours can be brought back by undo. */
export function goOnFrom(theirs: Scenario, changes: readonly Change[]): void {
  standOn(theirs)
  put(changes)
}

function settle(saved: Scenario): Scenario {
  standOn(saved)
  const { county, changes } = useDraft.getState()
  if (sameChanges(changes, saved.content.changes)) dropJournal(county, saved.id)
  return saved
}

async function takeFailure(error: unknown): Promise<null> {
  if (!(error instanceof ApiError)) throw error
  const { scenario, county } = useDraft.getState()
  if (error.status === 409 && scenario) {
    const theirs = await call(getScenario, { params: { scenario: scenario.id }, query: { county } }).catch(() => null)
    if (theirs && theirs.version !== scenario.version) {
      setSaving({ state: 'conflict', theirs })
      return null
    }
  }
  setSaving({ state: 'failed', code: error.code })
  return null
}
