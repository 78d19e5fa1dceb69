import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { toast } from '#client/ui/toast.ts'
import type { Change } from '#domain/contract/change.ts'
import { useCoverage } from '../coverage-context.ts'
import { sameChanges, withChange } from './changes.ts'
import { holdChange, makeChange, useDraft } from './draft-store.ts'

/**
 * Makes a change if the county can take it; else says why and leaves all as it was. Resolves to whether it was made.
 * Without a model on this page it is made at once: the server says then what it refuses.
 */
export function useMakeChange(): (change: Change) => Promise<boolean> {
  const { t } = useTranslation('circle')
  const { model, settled } = useCoverage()
  return useCallback(
    async (change) => {
      const { changes } = useDraft.getState()
      const list = withChange(changes, change)
      if (model.state === 'ready') {
        holdChange(change)
        const told = await model.thread.ask('figures', { ...settled, changes: list }).catch(() => null)
        // something else was made meanwhile: the answer is of a list that is no more
        if (!sameChanges(useDraft.getState().changes, changes)) return false
        const at = list.findIndex((one) => !changes.includes(one))
        const refused = told?.refused.find((one) => one.at === at)
        if (refused) {
          holdChange(null)
          toast(t('whatIf.notMade', { why: t(`whatIf.refused.${refused.reason}`) }), 'bad')
          return false
        }
      }
      makeChange(change)
      return true
    },
    [t, model, settled],
  )
}
