import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '#client/state/view.ts'
import type { Measure, MeasureMode } from './measure.ts'

export interface MeasureWords {
  /** `356 米`, `1.24 公里`. */
  length(meters: number): string
  /** `2,345 平方米`, `12.3 公顷`, `1.24 平方公里`. */
  area(squareMeters: number): string
  /** What is asked for in this mode. */
  main(measure: Measure, mode: MeasureMode): string
}

/** Lengths and areas in the units and language people use. */
export function useMeasureWords(): MeasureWords {
  const { t } = useTranslation('measure')
  const language = useLanguage()
  return useMemo(() => {
    const print = (value: number, digits: number) =>
      new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { maximumFractionDigits: digits }).format(value)
    const length = (meters: number) =>
      meters < 1000
        ? t('meters', { value: print(meters, meters < 10 ? 1 : 0) })
        : t('kilometers', { value: print(meters / 1000, 2) })
    const area = (squareMeters: number) => {
      if (squareMeters < 10_000) return t('squareMeters', { value: print(squareMeters, 0) })
      if (squareMeters < 1_000_000) return t('hectares', { value: print(squareMeters / 10_000, 2) })
      return t('squareKilometers', { value: print(squareMeters / 1_000_000, 2) })
    }
    return {
      length,
      area,
      main: (measure, mode) => (mode === 'area' ? area(measure.squareMeters) : length(measure.meters)),
    }
  }, [t, language])
}
