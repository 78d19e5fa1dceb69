import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { clocks, type Limit } from '#domain/calendar/deadline.ts'
import styles from './LimitField.module.css'
import { amountOf, type DurationUnit, limitOf, unitsOf } from './limit-amount.ts'

export interface LimitFieldProps {
  label: string
  limit: Limit
  disabled: boolean
  onChange(limit: Limit): void
}

/** A time limit: an amount, its unit and the clock that counts it. What is no limit is told and not taken over. */
export function LimitField({ label, limit, disabled, onChange }: LimitFieldProps) {
  const { t } = useTranslation('catalogue')
  const [typed, setTyped] = useState(() => {
    const { amount, unit } = amountOf(limit)
    return { clock: limit.clock, amount: String(amount), unit }
  })
  const take = (next: typeof typed) => {
    const units = unitsOf(next.clock)
    const fitting = units.includes(next.unit) ? next : { ...next, unit: units.at(-1) ?? 'd' }
    setTyped(fitting)
    const made = limitOf(fitting.clock, fitting.amount, fitting.unit)
    if (typeof made !== 'string') onChange(made)
  }
  const wrong = typeof limitOf(typed.clock, typed.amount, typed.unit) === 'string'
  return (
    <fieldset className={styles.limit} disabled={disabled}>
      <legend>{label}</legend>
      <input
        type="number"
        min={1}
        aria-label={t('amount', { label })}
        aria-invalid={wrong}
        value={typed.amount}
        onChange={(event) => take({ ...typed, amount: event.currentTarget.value })}
      />
      <select
        aria-label={t('unit', { label })}
        value={typed.unit}
        onChange={(event) => {
          const unit = unitsOf(typed.clock).find((one) => one === event.currentTarget.value)
          if (unit !== undefined) take({ ...typed, unit })
        }}
      >
        {unitsOf(typed.clock).map((unit: DurationUnit) => (
          <option key={unit} value={unit}>
            {t(`unitName.${unit}`)}
          </option>
        ))}
      </select>
      <select
        aria-label={t('clock', { label })}
        value={typed.clock}
        onChange={(event) => {
          const clock = clocks.find((one) => one === event.currentTarget.value)
          if (clock !== undefined) take({ ...typed, clock })
        }}
      >
        {clocks.map((clock) => (
          <option key={clock} value={clock}>
            {t(`clockName.${clock}`)}
          </option>
        ))}
      </select>
      {wrong && (
        <p className={styles.wrong} role="alert">
          {t('limitWrong')}
        </p>
      )}
    </fieldset>
  )
}
