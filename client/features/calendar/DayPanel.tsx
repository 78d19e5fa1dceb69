import { useTranslation } from 'react-i18next'
import { Segmented } from '#client/ui/Chips.tsx'
import { Field } from '#client/ui/Field.tsx'
import styles from './CalendarPage.module.css'
import type { DayEdit, ShownDay } from './calendar-edit.ts'
import { useDayWords } from './use-day-words.ts'

export interface DayPanelProps {
  day: ShownDay
  mayEdit: boolean
  onEdit(edit: DayEdit): void
}

/** The chosen day: who decides it, and the county's own word on it. */
export function DayPanel({ day, mayEdit, onEdit }: DayPanelProps) {
  const { t } = useTranslation('calendar')
  const words = useDayWords()
  const reason = mayEdit ? {} : { reason: t('mayNot') }
  return (
    <section className={styles.card} aria-labelledby="calendar-day">
      <h2 id="calendar-day">{words.date(day)}</h2>
      <p className={styles.note}>{words.hint(day)}</p>
      <Segmented
        label={t('decision')}
        value={day.source === 'county' ? (day.working ? 'working' : 'rest') : 'country'}
        choices={[
          { value: 'country', text: t('decide.country'), ...reason },
          { value: 'working', text: t('decide.working'), ...reason },
          { value: 'rest', text: t('decide.rest'), ...reason },
        ]}
        onChange={(choice) => onEdit({ working: choice === 'country' ? null : choice === 'working', name: day.name })}
      />
      <Field
        label={t('name')}
        value={day.name}
        maxLength={40}
        disabled={!mayEdit || day.source !== 'county'}
        hint={day.source === 'county' ? t('nameHint') : t('nameOfOwn')}
        onChange={(event) => onEdit({ working: day.working, name: event.currentTarget.value })}
      />
    </section>
  )
}
