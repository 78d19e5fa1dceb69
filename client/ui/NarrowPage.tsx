import { type ReactNode, useId } from 'react'
import { DoorLink } from './DoorLink.tsx'
import styles from './NarrowPage.module.css'

export interface NarrowPageProps {
  title: string
  /** The way to a neighbouring page. */
  link?: { path: string; text: string } | undefined
  children: ReactNode
}

/** A page for phones without a map: its title, a way on, and what it holds in one column that scrolls. */
export function NarrowPage({ title, link, children }: NarrowPageProps) {
  const heading = useId()
  return (
    <section className={styles.page} aria-labelledby={heading}>
      <div className={styles.column}>
        <header className={styles.header}>
          <h1 id={heading}>{title}</h1>
          {link && <DoorLink path={link.path}>{link.text}</DoorLink>}
        </header>
        {children}
      </div>
    </section>
  )
}
