import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { HeatChoice } from '../heat-choice.ts'
import { useHeatFormat } from '../use-heat-format.ts'
import type { AreaFeature } from './area-figures.ts'

/** What an area is called; squares have no names of their own. */
export function useAreaName({ cellMeters }: Pick<HeatChoice, 'cellMeters'>): (feature: AreaFeature) => string {
  const { t } = useTranslation('heat')
  const format = useHeatFormat()
  return useCallback(
    ({ properties: { name, code } }) => {
      if (name !== '') return name
      return code.includes(':') ? t('top.square', { meters: format.meters(cellMeters) }) : code
    },
    [t, format, cellMeters],
  )
}
