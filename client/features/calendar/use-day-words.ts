import { useTranslation } from 'react-i18next'
import { useLanguage } from '#client/state/view.ts'
import type { ShownDay } from './calendar-edit.ts'

export interface DayWords {
  /** Monday, 23 November 2026 */
  date(day: ShownDay): string
  /** What the day is called, by the county or the country; '' on a usual day. */
  name(day: ShownDay): string
  /** Name and who says so, for a pointer. */
  hint(day: ShownDay): string
  /** The whole of it, for a screen reader. */
  spoken(day: ShownDay): string
}

/** A day in words. */
export function useDayWords(): DayWords {
  const { t, i18n } = useTranslation('calendar')
  const language = useLanguage()
  const format = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'full', timeZone: 'UTC' })
  const date = ({ day }: ShownDay) => format.format(new Date(`${day}T00:00:00Z`))
  const name = (day: ShownDay) => day.name || (language === 'zh' ? day.countryName : day.countryNameEn)
  const state = (day: ShownDay) => t(`state.${day.source}.${day.working ? 'working' : 'rest'}`)
  const parts = (day: ShownDay) => [state(day), name(day), day.edited ? t('legend.unsaved') : ''].filter(Boolean)
  return {
    date,
    name,
    hint: (day) => parts(day).join(' · '),
    spoken: (day) => [date(day), ...parts(day)].join(', '),
  }
}
