import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { SitingChosen } from '#domain/contract/siting.ts'
import { useCoverage } from '../coverage-context.ts'
import { freeCode } from '../what-if/changes.ts'
import { useDraft } from '../what-if/draft-store.ts'
import { useMakeChange } from '../what-if/use-make-change.ts'

/** Puts sites into the scenario as new stations, each a change that can be taken back, and shows what they change. */
export function usePutSites(): (sites: SitingChosen['sites']) => Promise<void> {
  const { t } = useTranslation('siting')
  const { stations, state } = useCoverage()
  const make = useMakeChange()
  return useCallback(
    async (sites) => {
      for (const { position, name, street } of sites) {
        const drafted = useDraft.getState().changes.flatMap((change) => ('code' in change ? [change.code] : []))
        const code = freeCode('site', new Set([...stations.map((station) => station.code), ...drafted]))
        const called = name || t('newName', { number: code.slice(5), street })
        const station = { code, name: called, position, level: 'corner' as const, services: [], hours: [] }
        await make({ kind: 'add-station', ...station, capacityHouseholds: null })
      }
      state.setPart('what-if')
    },
    [t, stations, state, make],
  )
}
