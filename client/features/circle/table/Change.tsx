import { useNumbers } from '../use-numbers.ts'
import styles from './TablePart.module.css'

/** How many more or fewer than without the changes; nothing where it is the same. */
export function Change({ value }: { value: number }) {
  const numbers = useNumbers()
  if (value === 0) return null
  return (
    <small className={styles.change} data-look={value > 0 ? 'more' : 'fewer'}>
      {numbers.signed(value)}
    </small>
  )
}
