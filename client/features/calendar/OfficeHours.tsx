import { useTranslation } from 'react-i18next'
import { Button } from '#client/ui/Button.tsx'
import { IconButton } from '#client/ui/IconButton.tsx'
import { CloseIcon, PlusIcon } from '#client/ui/icons.tsx'
import { officeHours } from '#domain/contract/county.ts'
import styles from './CalendarPage.module.css'

type Slots = [opens: number, closes: number][]

/** A slot is its place in the day: its times change while they are typed. */
const places = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth']

export interface OfficeHoursProps {
  slots: Slots
  mayEdit: boolean
  onChange(slots: Slots): void
}

/** The hours of a working day in which working clocks run. */
export function OfficeHours({ slots, mayEdit, onChange }: OfficeHoursProps) {
  const { t } = useTranslation('calendar')
  const wrong = !officeHours.safeParse(slots).success
  const set = (index: number, side: 0 | 1, text: string) => {
    const minute = minuteOf(text)
    if (minute === null) return
    onChange(
      slots.map(([opens, closes], i) =>
        i !== index ? [opens, closes] : side === 0 ? [minute, closes] : [opens, minute],
      ),
    )
  }
  const last = slots.at(-1)?.[1] ?? 480
  return (
    <section className={styles.card} aria-labelledby="calendar-hours">
      <h2 id="calendar-hours">{t('hours')}</h2>
      <p className={styles.note}>{t('hoursHint')}</p>
      {slots.map(([opens, closes], index) => (
        <div key={places[index]} className={styles.slot}>
          <input
            type="time"
            aria-label={t('opens', { slot: index + 1 })}
            value={timeOf(opens)}
            disabled={!mayEdit}
            onChange={(event) => set(index, 0, event.currentTarget.value)}
          />
          <span aria-hidden="true">–</span>
          <input
            type="time"
            aria-label={t('closes', { slot: index + 1 })}
            value={timeOf(closes)}
            disabled={!mayEdit}
            onChange={(event) => set(index, 1, event.currentTarget.value)}
          />
          {mayEdit && slots.length > 1 && (
            <IconButton
              label={t('removeSlot', { slot: index + 1 })}
              icon={<CloseIcon />}
              onClick={() => onChange(slots.filter((_, i) => i !== index))}
            />
          )}
        </div>
      ))}
      {wrong && (
        <p className={styles.wrong} role="alert">
          {t('hoursWrong')}
        </p>
      )}
      {mayEdit && slots.length < 6 && last < 1380 && (
        <Button look="quiet" icon={<PlusIcon />} onClick={() => onChange([...slots, [last + 30, last + 60]])}>
          {t('addSlot')}
        </Button>
      )}
    </section>
  )
}

/** 480 is 08:00. Midnight at the end of the day is shown as 23:59: a time field knows no 24:00. */
function timeOf(minute: number): string {
  const shown = Math.min(minute, 1439)
  return `${String(Math.floor(shown / 60)).padStart(2, '0')}:${String(shown % 60).padStart(2, '0')}`
}

function minuteOf(time: string): number | null {
  const [, hour, minute] = /^(\d{2}):(\d{2})/.exec(time) ?? []
  return hour === undefined || minute === undefined ? null : Number(hour) * 60 + Number(minute)
}
