import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '#client/state/view.ts'

const MINUTE = 60_000
/** A Monday: the days of a week are named from it. */
const MONDAY = Date.UTC(2024, 0, 1)

export interface CardFormat {
  number(value: number): string
  /** `11月21日 14:32` in the county's time zone. */
  moment(iso: string): string
  /** In the two largest units: `1 天 4 小时`. */
  duration(milliseconds: number): string
  /** `周一至周五`, `周六、周日`. */
  days(days: readonly number[]): string
  /** Minute of the day: `08:30`. */
  minute(minute: number): string
}

/** Numbers, moments and durations of cards in the language shown. */
export function useCardFormat(timeZone: string): CardFormat {
  const { t } = useTranslation('card')
  const language = useLanguage()
  return useMemo(() => {
    const locale = language === 'zh' ? 'zh-CN' : 'en-GB'
    const number = new Intl.NumberFormat(locale)
    const moment = new Intl.DateTimeFormat(locale, {
      timeZone,
      month: 'short',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    })
    const weekday = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', weekday: 'short' })
    const dayName = (day: number) => weekday.format(MONDAY + (day - 1) * 86_400_000)
    return {
      number: (value) => number.format(value),
      moment: (iso) => moment.format(new Date(iso)),
      duration(milliseconds) {
        const minutes = Math.max(0, Math.round(milliseconds / MINUTE))
        const hours = Math.floor(minutes / 60)
        if (hours >= 24) return t('duration.days', { days: Math.floor(hours / 24), hours: hours % 24 })
        if (hours >= 1) return t('duration.hours', { hours, minutes: minutes % 60 })
        return t('duration.minutes', { minutes })
      },
      days(days) {
        const sorted = [...new Set(days)].sort((a, b) => a - b)
        const [first, last] = [sorted[0], sorted.at(-1)]
        if (sorted.length === 7) return t('hours.everyDay')
        if (first !== undefined && last !== undefined && sorted.length > 2 && last - first === sorted.length - 1)
          return t('hours.range', { from: dayName(first), to: dayName(last) })
        return sorted.map(dayName).join(t('hours.and'))
      },
      minute: (minute) =>
        `${String(Math.floor(minute / 60) % 24).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`,
    }
  }, [t, language, timeZone])
}
