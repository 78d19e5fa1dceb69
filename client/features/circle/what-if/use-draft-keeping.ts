import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { readParameter } from '#client/address.ts'
import { ApiError, call } from '#client/api.ts'
import { toast } from '#client/ui/toast.ts'
import { getScenario, type ScenarioContent } from '#domain/contract/scenario.ts'
import type { CircleState } from '../use-circle-state.ts'
import { sameChanges } from './changes.ts'
import { dropJournal, keepJournal, readJournal } from './draft-journal.ts'
import { isUnsaved, openDraft, setSaving, useDraft } from './draft-store.ts'

/**
 * Opens the scenario that the address names, with what this browser still holds of it unsaved, and keeps unsaved changes in
 * this browser as they are made: a closed tab, a lost network lose nothing.
 */
export function useDraftKeeping(county: string, state: CircleState): void {
  const { scenario, setScenario } = state
  const asked = useRef(state)
  asked.current = state
  const { t } = useTranslation('circle')
  const words = useRef(t)
  words.current = t
  useEffect(() => {
    const open = useDraft.getState()
    if (open.county === county && open.id === scenario) return
    const kept = readJournal(county, scenario)
    openDraft({ county, id: scenario, version: kept?.version ?? 0, changes: kept?.changes ?? [] })
    if (scenario === '') return
    const stopped = new AbortController()
    call(getScenario, { params: { scenario }, query: { county }, signal: stopped.signal }).then(
      (theirs) => {
        const { changes } = theirs.content
        if (choices.every((key) => readParameter(key) === null)) takeChoice(asked.current, theirs.content)
        const opened = { county, id: scenario, scenario: theirs }
        if (!kept || sameChanges(kept.changes, changes)) return openDraft({ ...opened, changes })
        openDraft({ ...opened, changes: kept.changes })
        if (kept.version !== theirs.version) setSaving({ state: 'conflict', theirs })
        else toast(words.current('whatIf.unsavedBack'))
      },
      (error: unknown) => {
        if (stopped.signal.aborted) return
        const code = error instanceof ApiError ? error.code : 'internal-error'
        if (code === 'unknown-scenario') {
          toast(words.current('scenario.gone'), 'bad')
          setScenario('')
        } else setSaving({ state: 'failed', code })
      },
    )
    return () => stopped.abort()
  }, [county, scenario, setScenario])

  useEffect(
    () =>
      useDraft.subscribe((draft, before) => {
        if (draft.county !== county || (draft.changes === before.changes && draft.scenario === before.scenario)) return
        const { id, scenario, changes } = draft
        // a scenario that is not here yet may have what is here
        if (!isUnsaved(draft) && (id === '' || scenario)) dropJournal(county, id)
        else if (isUnsaved(draft) && !keepJournal(county, id, scenario?.version ?? draft.version, changes))
          toast(words.current('whatIf.notKept'), 'bad')
      }),
    [county],
  )
}

/** What an address says of the choice; a link that says none of it is looked at as the scenario was. */
const choices = ['profile', 'direction', 'levels', 'kinds', 'services', 'openAt', 'minutes']

function takeChoice(state: CircleState, { walk, stations, minutes }: ScenarioContent): void {
  state.setProfile(walk.profile)
  state.setDirection(walk.direction)
  state.setMinutes(minutes)
  state.choose(stations)
}
