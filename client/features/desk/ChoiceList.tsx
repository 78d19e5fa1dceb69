import { type ReactNode, useId } from 'react'
import styles from './ChoiceList.module.css'

export interface Line {
  value: string
  text: ReactNode
  /** Steps to the right: a part of the line above. */
  depth?: number
  /** Beside the text, at the right edge. */
  note?: string
}

export interface ChoiceListProps {
  label: string
  lines: readonly Line[]
  value: string
  onChange(value: string): void
  /** A pointer has chosen: keys walk on through the lines. */
  onPicked?(): void
}

/** One of many, as lines: a radio group that arrow keys walk through. */
export function ChoiceList({ label, lines, value, onChange, onPicked }: ChoiceListProps) {
  const name = useId()
  return (
    <fieldset className={styles.list}>
      <legend className={styles.legend}>{label}</legend>
      {lines.map((line) => (
        <label key={line.value} className={styles.line} style={{ '--depth': line.depth ?? 0 }}>
          <input
            type="radio"
            name={name}
            value={line.value}
            checked={line.value === value}
            onChange={() => onChange(line.value)}
            // a click made by an arrow key has no count
            onClick={(event) => event.detail > 0 && onPicked?.()}
          />
          <span className={styles.text}>{line.text}</span>
          {line.note && <span className={styles.note}>{line.note}</span>}
        </label>
      ))}
    </fieldset>
  )
}
