import styles from './Share.module.css'
import { useNumbers } from './use-numbers.ts'

export interface ShareProps {
  part: number
  whole: number
  /** What the share is of. */
  label: string
  /** `4,213 / 5,702 households`, said in words. */
  count: string
}

/** The one big number of a panel, never without its numerator and denominator. */
export function Share({ part, whole, label, count }: ShareProps) {
  const numbers = useNumbers()
  return (
    <p className={styles.share}>
      <strong>{whole === 0 ? '–' : numbers.percent(part / whole)}</strong>
      <span>
        {label}
        <br />
        {count}
      </span>
    </p>
  )
}
