import { useId } from 'react'
import styles from './Field.module.css'

export interface SelectOption {
  value: string
  text: string
  /** What it is found by beside its text: codes, pinyin, initials, parted by spaces. */
  search?: string
}

export interface SelectFieldProps {
  label: string
  value: string
  /** Options under their heading; '' for those without one. */
  groups: readonly { heading: string; options: readonly SelectOption[] }[]
  onChange(value: string): void
  disabled?: boolean
  error?: string | undefined
  hint?: string | undefined
}

/** A labelled choice by the browser's own select: keys, fingers and screen readers know it. */
export function SelectField({ label, value, groups, onChange, disabled, error, hint }: SelectFieldProps) {
  const id = useId()
  const told = error ?? hint
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      <select
        id={id}
        className={styles.input}
        value={value}
        disabled={disabled}
        aria-invalid={error !== undefined}
        aria-describedby={told ? `${id}-told` : undefined}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        {groups.map(({ heading, options }) =>
          heading === '' ? (
            options.map((option) => <Option key={option.value} {...option} />)
          ) : (
            <optgroup key={heading} label={heading}>
              {options.map((option) => (
                <Option key={option.value} {...option} />
              ))}
            </optgroup>
          ),
        )}
      </select>
      {told && (
        <p id={`${id}-told`} className={error ? styles.error : styles.hint}>
          {told}
        </p>
      )}
    </div>
  )
}

function Option({ value, text }: SelectOption) {
  return <option value={value}>{text}</option>
}
