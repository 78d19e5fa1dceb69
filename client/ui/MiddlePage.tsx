import type { ReactNode } from 'react'
import styles from './MiddlePage.module.css'

/** A page of a few words, in the middle of the screen. */
export function MiddlePage({ children }: { children: ReactNode }) {
  return <div className={styles.page}>{children}</div>
}
