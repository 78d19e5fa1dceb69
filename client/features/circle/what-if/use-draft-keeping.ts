import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError, call } from '#client/api.ts'
import { toast } from '#client/ui/toast.ts'
import { getScenario } from '#domain/contract/scenario.ts'
import type { CircleState } from '../use-circle-state.ts'
import { sameChanges } from './changes.ts'
import { dropJournal, keepJournal, readJournal } from './draft-journal.ts'
import { isUnsaved, openDraft, setSaving, useDraft } from './draft-store.ts'

/**
 * Opens the scenario that the address names, with what this browser still holds of it unsaved, and keeps unsaved changes in
 * this browser as they are made: a closed tab, a lost network lose nothing.
 */
export function useDraftKeeping(county: string, { scenario, setScenario }: CircleState): void {
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
