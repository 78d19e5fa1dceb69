import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Field } from '#client/ui/Field.tsx'
import { clockOf, minuteOfClock } from './clock-hours.ts'
import styles from './Hours.module.css'

interface TimeSpanProps {
  opensMinute: number
  closesMinute: number
  /** Both are minutes of a day, 0 to 1439. */
  onChange(opensMinute: number, closesMinute: number): void
}

/** Two times of the clock, and in words what they mean when the second is not the later one. */
export function TimeSpan({ opensMinute, closesMinute, onChange }: TimeSpanProps) {
  const { t } = useTranslation('circle')
  const closes = closesMinute % 1440
  return (
    <div className={styles.span}>
      <Time label={t('hours.opens')} minute={opensMinute} onChange={(minute) => onChange(minute, closes)} />
      <Time label={t('hours.closes')} minute={closes} onChange={(minute) => onChange(opensMinute, minute)} />
      {closes === opensMinute && <p>{t('hours.allDay')}</p>}
      {closes < opensMinute && <p>{t('hours.nextDay')}</p>}
    </div>
  )
}

function Time({ label, minute, onChange }: { label: string; minute: number; onChange(minute: number): void }) {
  // a time half typed reads as empty: it is kept here and told nobody
  const [typed, setTyped] = useState<string | null>(null)
  return (
    <Field
      label={label}
      type="time"
      value={typed ?? clockOf(minute)}
      onChange={({ currentTarget: { value } }) => {
        const told = minuteOfClock(value)
        setTyped(told === null ? value : null)
        if (told !== null) onChange(told)
      }}
      onBlur={() => setTyped(null)}
    />
  )
}
