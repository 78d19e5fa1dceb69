import type { ReactNode } from 'react'
import styles from './Badge.module.css'

/** A short remark in a frame, e.g. that the data are a demonstration. */
export function Badge({ children, title }: { children: ReactNode; title?: string }) {
  return (
    <span className={styles.badge} title={title}>
      {children}
    </span>
  )
}
