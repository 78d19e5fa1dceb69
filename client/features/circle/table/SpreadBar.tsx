import styles from './SpreadBar.module.css'

const steps = ['5', '10', '15', '20', 'beyond'] as const

/** How households spread over the minutes, as one bar: within 5, 10, 15, 20, and beyond. `words` says it in figures. */
export function SpreadBar({ spread, words }: { spread: readonly number[]; words: string }) {
  const whole = spread.reduce((sum, part) => sum + part, 0)
  return (
    <span className={styles.bar} role="img" aria-label={words} title={words}>
      {whole > 0 && spread.map((part, at) => <i key={steps[at]} style={{ flexGrow: part / whole }} />)}
    </span>
  )
}
