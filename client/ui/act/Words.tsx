import { type TextareaHTMLAttributes, useId } from 'react'
import styles from './act.module.css'

export interface WordsProps extends TextareaHTMLAttributes<HTMLTextAreaElement> {
  label: string
  hint?: string | undefined
  error?: string | undefined
}

/** A labelled field for a few sentences. */
export function Words({ label, hint, error, ...rest }: WordsProps) {
  const id = useId()
  const told = error ?? hint
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        rows={3}
        maxLength={1_000}
        aria-invalid={error !== undefined}
        aria-describedby={told ? `${id}-told` : undefined}
        {...rest}
      />
      {told && (
        <p id={`${id}-told`} data-look={error ? 'error' : 'hint'}>
          {told}
        </p>
      )}
    </div>
  )
}
