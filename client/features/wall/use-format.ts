import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '#client/state/view.ts'

const MINUTE = 60
const HOUR = 3_600
const DAY = 86_400
const MANY_DAYS = 3 * DAY

export interface Format {
  number(value: number): string
  /** Share 0 to 1 as percent with one decimal, without the sign. */
  percent(share: number): string
  /** `14:32` in the county's time zone. */
  time(moment: number): string
  /** `14:32:05`. */
  seconds(moment: number): string
  /** `11月21日 周六`. */
  day(moment: number): string
  /** `11月21日` of a moment in UTC: for dates without a time. */
  monthDay(moment: number): string
  /** How long, in the two largest units: `1 天 4 小时`. */
  duration(seconds: number): string
  /** The same where a day more or less says little: `18 天`. */
  roughly(seconds: number): string
  /** How long ago, short: `刚刚`, `2 分`. */
  age(seconds: number): string
}

/** Numbers, dates and durations in the language shown, dates in the county's time zone. */
export function useFormat(timeZone: string): Format {
  const { t } = useTranslation('wall')
  const language = useLanguage()
  return useMemo(() => {
    const locale = language === 'zh' ? 'zh-CN' : 'en-GB'
    const number = new Intl.NumberFormat(locale)
    const percent = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 })
    const time = new Intl.DateTimeFormat(locale, { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
    const seconds = new Intl.DateTimeFormat(locale, { timeZone, timeStyle: 'medium', hourCycle: 'h23' })
    const day = new Intl.DateTimeFormat(locale, { timeZone, month: 'short', day: 'numeric', weekday: 'short' })
    const monthDay = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', month: 'short', day: 'numeric' })
    const duration = (total: number) => {
      const rest = Math.max(0, Math.round(total))
      if (rest >= DAY)
        return t('duration.days', { days: Math.floor(rest / DAY), hours: Math.floor((rest % DAY) / HOUR) })
      if (rest >= HOUR)
        return t('duration.hours', { hours: Math.floor(rest / HOUR), minutes: Math.floor((rest % HOUR) / MINUTE) })
      return t('duration.minutes', { minutes: Math.floor(rest / MINUTE) })
    }
    return {
      number: (value) => number.format(value),
      // 99.97 % is not 100 %: what is not whole never reads as whole
      percent: (share) => percent.format(share === 1 ? 100 : Math.min(99.9, share * 100)),
      time: (moment) => time.format(moment),
      seconds: (moment) => seconds.format(moment),
      day: (moment) => day.format(moment),
      monthDay: (moment) => monthDay.format(moment),
      duration,
      roughly: (total) => (total >= MANY_DAYS ? t('age.days', { days: Math.floor(total / DAY) }) : duration(total)),
      age(total) {
        if (total < MINUTE) return t('age.now')
        if (total < HOUR) return t('age.minutes', { minutes: Math.floor(total / MINUTE) })
        if (total < DAY) return t('age.hours', { hours: Math.floor(total / HOUR) })
        return t('age.days', { days: Math.floor(total / DAY) })
      },
    }
  }, [t, language, timeZone])
}
