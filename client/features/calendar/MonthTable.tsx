import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { type ShownDay, weeksOfMonth } from './calendar-edit.ts'
import styles from './MonthTable.module.css'
import { useDayWords } from './use-day-words.ts'

export interface MonthTableProps {
  /** 2026-11 */
  month: string
  days: readonly ShownDay[]
  today: string
  chosen: string
  onToggle(day: string): void
  /** Keys pressed on a day. */
  onKeyDown(event: KeyboardEvent): void
}

/** One month, weeks from Monday. */
export function MonthTable({ month, days, today, chosen, onToggle, onKeyDown }: MonthTableProps) {
  const { t, i18n } = useTranslation('calendar')
  const words = useDayWords()
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(i18n.language, { ...options, timeZone: 'UTC' })
  // 2026-06-01 is a Monday
  const weekdays = Array.from({ length: 7 }, (_, i) => new Date(Date.UTC(2026, 5, 1 + i)))
  return (
    <table className={styles.month}>
      <caption>{format({ month: 'long' }).format(new Date(`${month}-01T00:00:00Z`))}</caption>
      <thead>
        <tr>
          {weekdays.map((date) => (
            <th key={date.getTime()} scope="col" abbr={format({ weekday: 'long' }).format(date)}>
              {format({ weekday: 'narrow' }).format(date)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOfMonth(days).map((week) => (
          <tr key={week.find((day) => day !== null)?.day}>
            {week.map((day, weekday) => (
              <td key={weekdays[weekday]?.getTime()}>
                {day && (
                  <button
                    type="button"
                    data-day={day.day}
                    data-mark={day.source === 'week' ? undefined : t(day.working ? 'mark.on' : 'mark.off')}
                    tabIndex={day.day === chosen ? 0 : -1}
                    aria-label={words.spoken(day)}
                    aria-current={day.day === today ? 'date' : undefined}
                    title={words.hint(day)}
                    className={lookOf(day, day.day === chosen)}
                    onClick={() => onToggle(day.day)}
                    onKeyDown={onKeyDown}
                  >
                    {Number(day.day.slice(8))}
                  </button>
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function lookOf(day: ShownDay, chosen: boolean): string {
  return [
    styles.day,
    !day.working && styles.rest,
    day.source === 'county' && styles.own,
    day.edited && styles.edited,
    chosen && styles.chosen,
  ]
    .filter(Boolean)
    .join(' ')
}
