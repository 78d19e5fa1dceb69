import styles from './CheckChips.module.css'

export interface CheckChipsProps<Value extends string> {
  label: string
  choices: readonly { value: Value; text: string }[]
  /** None chosen means that all count. */
  values: readonly Value[]
  onChange(values: Value[]): void
}

/** Any of several, as pills that a finger can hit. */
export function CheckChips<Value extends string>({ label, choices, values, onChange }: CheckChipsProps<Value>) {
  const toggle = (value: Value) =>
    onChange(choices.map((choice) => choice.value).filter((known) => (known === value) !== values.includes(known)))
  return (
    <fieldset className={styles.group}>
      <legend>{label}</legend>
      {choices.map(({ value, text }) => (
        <label key={value}>
          <input type="checkbox" checked={values.includes(value)} onChange={() => toggle(value)} />
          <span>{text}</span>
        </label>
      ))}
    </fieldset>
  )
}
