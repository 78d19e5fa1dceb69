import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'

export interface Numbers {
  whole(value: number): string
  /** Share 0 to 1 as percent with one decimal and its sign; what is not whole never reads as whole. */
  percent(share: number): string
}

/** Numbers as the current language writes them. */
export function useNumbers(): Numbers {
  const { i18n } = useTranslation('circle')
  const language = i18n.language
  return useMemo(() => {
    const whole = new Intl.NumberFormat(language)
    const percent = new Intl.NumberFormat(language, {
      style: 'percent',
      minimumFractionDigits: 1,
      maximumFractionDigits: 1,
    })
    return {
      whole: (value) => whole.format(value),
      percent: (share) => percent.format(share === 1 || share === 0 ? share : Math.min(0.999, Math.max(0.001, share))),
    }
  }, [language])
}
