import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { densityClasses } from '#domain/heat/density-class.ts'
import { sequentialColors } from '../heat-ramp.ts'
import type { ScaleStep } from '../Legend.tsx'
import { useHeatFormat } from '../use-heat-format.ts'

/** The classes between breaks in words, which stay the same through the whole play. */
export function usePlaySteps(breaks: readonly number[]): ScaleStep[] {
  const { t } = useTranslation('heat-play')
  const format = useHeatFormat()
  return useMemo(() => {
    const colors = sequentialColors(breaks.length + 1)
    return densityClasses(breaks).map(({ from, to }, index) => {
      const last = t('class.last', { from: format.number(from) })
      return {
        token: colors[index]?.token ?? '--heat-6',
        edge: to === null ? last : format.number(from),
        text: to === null ? last : t('class.range', { from: format.number(from), to: format.number(to) }),
      }
    })
  }, [breaks, format, t])
}
