import { type ReactNode, useId } from 'react'
import styles from './Chips.module.css'

export interface Choice<Value extends string> {
  value: Value
  text: ReactNode
  /** Why it cannot be chosen. */
  reason?: string
}

export interface ChipsProps<Value extends string> {
  label: string
  choices: readonly Choice<Value>[]
  value: Value
  onChange(value: Value): void
}

/** One of several, as pills: a radio group that arrow keys walk through. */
export function Chips<Value extends string>(props: ChipsProps<Value>) {
  return <RadioGroup {...props} look={styles.chips} />
}

/** One of a few, as one joined control. */
export function Segmented<Value extends string>(props: ChipsProps<Value>) {
  return <RadioGroup {...props} look={styles.segmented} />
}

function RadioGroup<Value extends string>({
  label,
  choices,
  value,
  onChange,
  look,
}: ChipsProps<Value> & { look: string | undefined }) {
  const name = useId()
  return (
    <fieldset className={[styles.group, look].join(' ')}>
      <legend className={styles.legend}>{label}</legend>
      {choices.map((choice) => (
        <label key={choice.value} title={choice.reason} className={styles.choice}>
          <input
            type="radio"
            name={name}
            value={choice.value}
            checked={choice.value === value}
            disabled={choice.reason !== undefined}
            onChange={() => onChange(choice.value)}
          />
          <span>{choice.text}</span>
        </label>
      ))}
    </fieldset>
  )
}
