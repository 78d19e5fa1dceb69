import { useMemo } from 'react'
import { useLanguage } from '#client/state/view.ts'

/** Gives a moment of the past (milliseconds since 1970) in words of the county's time zone: `2026年11月21日 周六 14:30`. */
export function useReplayFormat(timeZone: string): (moment: number) => string {
  const language = useLanguage()
  return useMemo(() => {
    const format = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
      timeZone,
      year: 'numeric',
      month: 'short',
      day: 'numeric',
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    })
    return (moment) => format.format(moment)
  }, [language, timeZone])
}
