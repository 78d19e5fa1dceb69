import { useId } from 'react'
import styles from './HeatSettings.module.css'

export interface SelectLineProps<Value extends string> {
  label: string
  value: Value
  choices: readonly { value: Value; text: string }[]
  onChange(value: Value): void
}

/** A label and the browser's own select in one line: keys, fingers and screen readers know it. */
export function SelectLine<Value extends string>({ label, value, choices, onChange }: SelectLineProps<Value>) {
  const id = useId()
  return (
    <div className={styles.line}>
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        value={value}
        onChange={({ currentTarget }) => {
          const chosen = choices.find((choice) => choice.value === currentTarget.value)
          if (chosen) onChange(chosen.value)
        }}
      >
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.text}
          </option>
        ))}
      </select>
    </div>
  )
}
