import { type HTMLAttributes, type ReactNode, useId } from 'react'
import styles from './Panel.module.css'

export interface PanelProps extends Omit<HTMLAttributes<HTMLElement>, 'title'> {
  /** Heading of the panel; it names the region for screen readers. */
  title?: ReactNode
  /** Buttons at the right of the heading. */
  actions?: ReactNode
  /** `bare` floats without a card: text on the faded edge of the map, as on the wall. */
  look?: 'card' | 'bare'
}

/** A region floating on the map. */
export function Panel({ title, actions, look = 'card', className, children, ...rest }: PanelProps) {
  const heading = useId()
  return (
    <section
      aria-labelledby={title ? heading : undefined}
      className={[styles.panel, styles[look], className].filter(Boolean).join(' ')}
      {...rest}
    >
      {(title || actions) && (
        <header className={styles.header}>
          <h2 id={heading}>{title}</h2>
          {actions && <div className={styles.actions}>{actions}</div>}
        </header>
      )}
      {children}
    </section>
  )
}
