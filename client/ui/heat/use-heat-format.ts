import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '#client/state/view.ts'

export interface HeatFormat {
  /** With one decimal; from 100 on without. */
  number(value: number): string
  /** The same with its sign. */
  difference(value: number): string
  meters(value: number): string
  /** A probability: `0.013`, `< 0.001`. */
  chance(value: number): string
  /** `10月1日`; of a day like `2026-10-01`. */
  day(day: string): string
  /** Names of weekdays, 1 Monday to 7 Sunday. */
  weekday(day: number, long?: boolean): string
  /** `11月21日 14:32` in a time zone. */
  moment(iso: string, timeZone: string): string
}

/** A Monday: the days of a week are named from it. */
const MONDAY = Date.UTC(2024, 0, 1)
const DAY_MILLISECONDS = 86_400_000

/** Numbers and dates of heat in the language shown. */
export function useHeatFormat(): HeatFormat {
  const { t } = useTranslation('heat')
  const language = useLanguage()
  return useMemo(() => {
    const locale = language === 'zh' ? 'zh-CN' : 'en-GB'
    const rounded = (digits: number, signDisplay: 'auto' | 'exceptZero') =>
      new Intl.NumberFormat(locale, { maximumFractionDigits: digits, signDisplay })
    const of = (signDisplay: 'auto' | 'exceptZero') => {
      const [fine, coarse] = [rounded(1, signDisplay), rounded(0, signDisplay)]
      return (value: number) => (Math.abs(value) >= 100 ? coarse : fine).format(value)
    }
    const number = of('auto')
    const small = new Intl.NumberFormat(locale, { minimumFractionDigits: 3, maximumFractionDigits: 3 })
    const day = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', year: 'numeric', month: 'short', day: 'numeric' })
    const short = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', weekday: language === 'zh' ? 'narrow' : 'short' })
    const long = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', weekday: 'long' })
    return {
      number,
      difference: of('exceptZero'),
      meters: (value) => t('meters', { meters: number(value) }),
      chance: (value) => (value < 0.001 ? t('under', { value: small.format(0.001) }) : small.format(value)),
      day: (text) => day.format(new Date(`${text}T00:00:00Z`)),
      weekday: (which, whole = false) => (whole ? long : short).format(MONDAY + (which - 1) * DAY_MILLISECONDS),
      moment: (iso, timeZone) =>
        new Intl.DateTimeFormat(locale, {
          timeZone,
          month: 'short',
          day: 'numeric',
          hour: '2-digit',
          minute: '2-digit',
          hourCycle: 'h23',
        }).format(new Date(iso)),
    }
  }, [t, language])
}
