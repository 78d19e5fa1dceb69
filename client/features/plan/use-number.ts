import { useMemo } from 'react'
import { useLanguage } from '#client/state/view.ts'

/** Numbers and shares in the language shown. */
export function useNumber(): { number: Intl.NumberFormat; percent: Intl.NumberFormat; signed: Intl.NumberFormat } {
  const language = useLanguage()
  return useMemo(() => {
    const locale = language === 'zh' ? 'zh-CN' : 'en-GB'
    return {
      number: new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }),
      percent: new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }),
      signed: new Intl.NumberFormat(locale, { signDisplay: 'exceptZero' }),
    }
  }, [language])
}
