import { type KeyboardEvent, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { dateOfDay, dayNumber } from '#domain/calendar/day-number.ts'
import type { ShownDay } from './calendar-edit.ts'
import { MonthTable } from './MonthTable.tsx'
import styles from './YearGrid.module.css'

export interface YearGridProps {
  year: number
  days: readonly ShownDay[]
  today: string
  /** The day that the keys stand on. */
  chosen: string
  onChoose(day: string): void
  onToggle(day: string): void
}

const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }

/** Twelve months; arrow keys walk through the days, Enter and the space bar turn one over. */
export function YearGrid({ year, days, today, chosen, onChoose, onToggle }: YearGridProps) {
  const { t } = useTranslation('calendar')
  const grid = useRef<HTMLElement>(null)
  const walk = (event: KeyboardEvent) => {
    const step = steps[event.key]
    if (step === undefined) return
    event.preventDefault()
    const next = dateOfDay(dayNumber(chosen) + step)
    if (!next.startsWith(`${year}-`)) return
    onChoose(next)
    grid.current?.querySelector<HTMLButtonElement>(`[data-day="${next}"]`)?.focus()
  }
  return (
    <section ref={grid} aria-label={t('days', { year })} className={styles.year}>
      {Array.from({ length: 12 }, (_, index) => {
        const month = `${year}-${String(index + 1).padStart(2, '0')}`
        return (
          <MonthTable
            key={month}
            month={month}
            days={days.filter(({ day }) => day.startsWith(month))}
            today={today}
            chosen={chosen}
            onToggle={onToggle}
            onKeyDown={walk}
          />
        )
      })}
    </section>
  )
}
