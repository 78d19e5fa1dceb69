import type { ClockState } from '#domain/contract/issue.ts'
import styles from './ClockMark.module.css'

const shapes: Record<ClockState, string> = {
  'on-time': 'M12 4a8 8 0 1 1 0 16a8 8 0 1 1 0-16z',
  soon: 'M12 3.500L21.500 20.500H2.500z',
  late: 'M12 2L22 12L12 22L2 12z',
  stopped: 'M12 8a4 4 0 1 1 0 8a4 4 0 1 1 0-8z',
}

/** The state of an issue's clock as colour and shape: circle, triangle, diamond, small dot. */
export function ClockMark({ clock, label }: { clock: ClockState; label?: string }) {
  return (
    <svg
      viewBox="0 0 24 24"
      className={styles[clock]}
      role={label === undefined ? undefined : 'img'}
      aria-label={label}
      aria-hidden={label === undefined ? true : undefined}
    >
      <path d={shapes[clock]} />
    </svg>
  )
}
