import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'

export interface Numbers {
  whole(value: number): string
  /** Share 0 to 1 as percent with one decimal and its sign; what is not whole never reads as whole. */
  percent(share: number): string
  /** With its sign, also of nothing: `+612`, `-3`, `0`. */
  signed(value: number, digits?: number): string
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
      signed: (value, digits = 0) =>
        new Intl.NumberFormat(language, {
          signDisplay: 'exceptZero',
          minimumFractionDigits: digits,
          maximumFractionDigits: digits,
        }).format(value),
      percent: (share) => percent.format(share === 1 || share === 0 ? share : Math.min(0.999, Math.max(0.001, share))),
    }
  }, [language])
}
