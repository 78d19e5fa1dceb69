import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '#client/state/view.ts'
import { Field } from '#client/ui/Field.tsx'
import { Spinner } from '#client/ui/Spinner.tsx'
import styles from './act.module.css'
import { findUnits, type Ladder } from './find-units.ts'
import type { FoundUnit } from './use-findable-units.ts'
import { useFindableUnits } from './use-findable-units.ts'

const none: readonly FoundUnit[] = []
/** More lines than these are looked for by a longer text. */
const MOST_LINES = 40

export interface UnitPickerProps {
  county: string
  label: string
  ladder: Ladder
  chosen: readonly string[]
  /** Any of several instead of one. */
  several?: boolean
  /** Whether a unit can be chosen here. */
  accepts?(unit: FoundUnit): boolean
  error?: string | undefined
  onChange(chosen: string[]): void
}

/** One or several units, by name, pinyin or code; the nearest on the issue's own ladder first. */
export function UnitPicker(props: UnitPickerProps) {
  const { county, label, ladder, chosen, several, accepts, error, onChange } = props
  const { t } = useTranslation('act')
  const chinese = useLanguage() === 'zh'
  const units = useFindableUnits(county)
  const [text, setText] = useState('')
  const group = useId()
  const all = units ?? none
  const open = accepts ? all.filter(accepts) : all
  const found = findUnits(open, text, ladder)
  // what has been chosen stays in sight, whatever is looked for
  const kept = all.filter((unit) => chosen.includes(unit.code) && !found.slice(0, MOST_LINES).includes(unit))
  const lines = [...kept, ...found.slice(0, MOST_LINES)]
  const nameOf = (unit: FoundUnit) => (chinese ? unit.name : unit.nameEn || unit.name)
  return (
    <div className={styles.units}>
      <Field
        type="search"
        label={label}
        placeholder={t('unit.placeholder')}
        autoComplete="off"
        value={text}
        error={error}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown') return
          event.preventDefault()
          const list = event.currentTarget.closest(`.${styles.units}`)
          const first = list?.querySelector<HTMLElement>('fieldset input:checked, fieldset input')
          first?.focus()
        }}
      />
      <fieldset className={styles.lines}>
        <legend className={styles.hidden}>{label}</legend>
        {units === null && <Spinner />}
        {units && lines.length === 0 && <p className={styles.none}>{t('unit.none', { text })}</p>}
        {lines.map((unit) => (
          <label key={unit.code} className={styles.line}>
            <input
              type={several ? 'checkbox' : 'radio'}
              name={group}
              checked={chosen.includes(unit.code)}
              onChange={(event) => {
                if (!several) onChange([unit.code])
                else if (event.currentTarget.checked) onChange([...chosen, unit.code])
                else onChange(chosen.filter((code) => code !== unit.code))
              }}
            />
            <span>{nameOf(unit)}</span>
            <small>{ladder.includes(unit.code) ? t('unit.here') : t(`unit.kind.${unit.kind}`)}</small>
          </label>
        ))}
        {found.length > MOST_LINES && <p className={styles.none}>{t('unit.more', { count: found.length })}</p>}
      </fieldset>
    </div>
  )
}
