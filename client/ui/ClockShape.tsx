import type { ClockState } from '#domain/contract/issue.ts'
import styles from './ClockShape.module.css'

const shapes: Record<ClockState, string> = {
  'on-time': 'M8 2.500a5.500 5.500 0 1 1 0 11a5.500 5.500 0 1 1 0-11z',
  soon: 'M8 2L14.500 13.500H1.500z',
  late: 'M8 1L15 8L8 15L1 8z',
  stopped: 'M8 5.500a2.500 2.500 0 1 1 0 5a2.500 2.500 0 1 1 0-5z',
}

/** A clock's state as shape and colour; the words stand beside it. */
export function ClockShape({ clock }: { clock: ClockState }) {
  return (
    <svg viewBox="0 0 16 16" className={styles.shape} data-clock={clock} aria-hidden="true">
      <path d={shapes[clock]} />
    </svg>
  )
}
