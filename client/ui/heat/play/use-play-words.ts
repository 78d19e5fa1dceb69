import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '#client/state/view.ts'
import type { PlayFrame, PlayHistory } from './play.types.ts'

export interface PlayWords {
  /** The last day of the window: `2026年3月1日星期日`. */
  day(frame: PlayFrame, history: PlayHistory): string
  /** `2月23日至3月1日`, and what was filed then. */
  span(frame: PlayFrame, history: PlayHistory): string
}

/** A frame in words of the current language. Days are the county's own: no time zone is applied. */
export function usePlayWords(): PlayWords {
  const { t } = useTranslation('heat-play')
  const language = useLanguage()
  return useMemo(() => {
    const locale = language === 'zh' ? 'zh-CN' : 'en-GB'
    const number = new Intl.NumberFormat(locale)
    const long = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', dateStyle: 'full' })
    const short = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', month: 'short', day: 'numeric' })
    const at = ({ days }: PlayHistory, index: number) => new Date(`${days[index]}T00:00:00Z`)
    return {
      day: (frame, history) => long.format(at(history, frame.day)),
      span: ({ first, day, filed }, history) => {
        const told = { count: filed, number: number.format(filed), to: short.format(at(history, day)) }
        return first === day ? t('oneDay', told) : t('span', { ...told, from: short.format(at(history, first)) })
      },
    }
  }, [t, language])
}
