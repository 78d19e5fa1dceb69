import { type InputHTMLAttributes, useId } from 'react'
import styles from './Field.module.css'

export interface FieldProps extends InputHTMLAttributes<HTMLInputElement> {
  label: string
  /** Label for screen readers only. */
  hideLabel?: boolean
  /** What is wrong and the way out; marks the field as invalid. */
  error?: string | undefined
  hint?: string
}

/** A labelled text input with its hint and its error. */
export function Field({ label, hideLabel, error, hint, ...rest }: FieldProps) {
  const id = useId()
  const told = error ?? hint
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={hideLabel ? styles.hidden : styles.label}>
        {label}
      </label>
      <input
        id={id}
        className={styles.input}
        aria-invalid={error !== undefined}
        aria-describedby={told ? `${id}-told` : undefined}
        {...rest}
      />
      {told && (
        <p id={`${id}-told`} className={error ? styles.error : styles.hint}>
          {told}
        </p>
      )}
    </div>
  )
}
