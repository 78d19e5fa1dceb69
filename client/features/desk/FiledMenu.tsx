import { useTranslation } from 'react-i18next'
import { useLanguage } from '#client/state/view.ts'
import { Chips } from '#client/ui/Chips.tsx'
import { Field } from '#client/ui/Field.tsx'
import { type DeskFilter, filedDays } from './desk-filter.ts'
import styles from './FiledMenu.module.css'
import { Menu } from './Menu.tsx'

export interface FiledMenuProps {
  filter: DeskFilter
  /** The county's day, `2026-03-01`. */
  today: string
  onChange(part: Partial<DeskFilter>): void
}

/** A Monday: the days of a week are named from it. */
const MONDAY = Date.UTC(2024, 0, 1)
const week = [1, 2, 3, 4, 5, 6, 7] as const
const clockHours = Array.from({ length: 24 }, (_, hour) => hour)

/** When an issue was filed: days, hours of the day, days of the week. */
export function FiledMenu({ filter, today, onChange }: FiledMenuProps) {
  const { t } = useTranslation('desk')
  const language = useLanguage()
  const { filed, hours, weekdays } = filter
  const weekday = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { timeZone: 'UTC', weekday: 'short' })
  const daysWords = (days: number) => (days === 1 ? t('filed.today') : t('filed.days', { count: days }))
  const window = filed.kind === 'days' ? String(filed.days) : filed.kind
  const words = [
    filed.kind === 'days' && daysWords(filed.days),
    filed.kind === 'dates' && t('filed.dates', { from: filed.from.slice(5), to: filed.to.slice(5) }),
    hours.length > 0 && t('filed.someHours'),
    weekdays.length > 0 && t('filed.someWeekdays'),
  ].filter((word) => word !== false)
  const choose = (value: string) => {
    if (value === 'any') onChange({ filed: { kind: 'any' } })
    else if (value === 'dates') onChange({ filed: { kind: 'dates', from: today, to: today } })
    else onChange({ filed: { kind: 'days', days: Number(value) } })
  }
  const setDates = (from: string, to: string) => {
    if (from !== '' && to !== '')
      onChange({ filed: from <= to ? { kind: 'dates', from, to } : { kind: 'dates', from: to, to: from } })
  }

  return (
    <Menu label={t('filed.label')} value={words.length === 0 ? null : words.join(t('filed.and'))}>
      {() => (
        <div className={styles.filed}>
          <Chips
            label={t('filed.label')}
            value={window}
            choices={[
              { value: 'any', text: t('filed.any') },
              ...filedDays.map((days) => ({ value: String(days), text: daysWords(days) })),
              ...(filed.kind === 'days' && !filedDays.some((days) => days === filed.days)
                ? [{ value: window, text: daysWords(filed.days) }]
                : []),
              { value: 'dates', text: t('filed.fromTo') },
            ]}
            onChange={choose}
          />
          {filed.kind === 'dates' && (
            <div className={styles.dates}>
              <Field
                type="date"
                label={t('filed.from')}
                value={filed.from}
                max={today}
                onChange={(event) => setDates(event.currentTarget.value, filed.to)}
              />
              <Field
                type="date"
                label={t('filed.to')}
                value={filed.to}
                max={today}
                onChange={(event) => setDates(filed.from, event.currentTarget.value)}
              />
            </div>
          )}
          <Toggles
            label={t('filed.weekdays')}
            values={week}
            chosen={weekdays}
            text={(day) => weekday.format(MONDAY + (day - 1) * 86_400_000)}
            onChange={(next) => onChange({ weekdays: next })}
          />
          <Toggles
            label={t('filed.hours')}
            values={clockHours}
            chosen={hours}
            text={String}
            look={styles.hours}
            onChange={(next) => onChange({ hours: next })}
          />
          <p className={styles.hint}>{t('filed.hint')}</p>
        </div>
      )}
    </Menu>
  )
}

interface TogglesProps {
  label: string
  values: readonly number[]
  chosen: readonly number[]
  text(value: number): string
  look?: string | undefined
  onChange(chosen: number[]): void
}

/** Any of several numbers; none means all. */
function Toggles({ label, values, chosen, text, look, onChange }: TogglesProps) {
  return (
    <fieldset className={styles.toggles}>
      <legend>{label}</legend>
      <div className={look ?? styles.row}>
        {values.map((value) => (
          <label key={value}>
            <input
              type="checkbox"
              checked={chosen.includes(value)}
              onChange={(event) =>
                onChange(
                  event.currentTarget.checked
                    ? [...chosen, value].sort((a, b) => a - b)
                    : chosen.filter((known) => known !== value),
                )
              }
            />
            <span>{text(value)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
