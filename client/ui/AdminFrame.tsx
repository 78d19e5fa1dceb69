import { type ReactNode, useId, useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { doors } from '#client/doors.ts'
import styles from './AdminFrame.module.css'
import { DoorLink } from './DoorLink.tsx'

const tabs = [
  '/admin',
  '/admin/import',
  '/admin/divisions',
  '/admin/people',
  '/admin/calendar',
  '/admin/categories',
  '/admin/lifecycle',
  '/admin/wall',
] as const
export type AdminPath = (typeof tabs)[number]

export interface AdminFrameProps {
  /** Address of the page shown. */
  path: AdminPath
  title: ReactNode
  /** What the page is for, in a sentence. */
  sentence?: ReactNode
  /** Buttons at the right of the title. */
  actions?: ReactNode
  children: ReactNode
}

/** A page of the administration: the way to its neighbours, its title, and what it holds, in one region that scrolls. */
export function AdminFrame({ path, title, sentence, actions, children }: AdminFrameProps) {
  const { t } = useTranslation('admin')
  const heading = useId()
  const open = tabs.filter((tab) => doors.some((door) => door.path === tab))
  const nav = useRef<HTMLElement>(null)
  // on a phone the row of tabs is longer than the screen is wide
  useLayoutEffect(() => {
    const shown = nav.current?.querySelector('[aria-current]')
    if (shown) shown.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [])
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={styles.frame} tabIndex={0} aria-labelledby={heading}>
      <nav ref={nav} className={styles.tabs} aria-label={t('tabs')}>
        {open.map((tab) => (
          <DoorLink key={tab} path={tab} aria-current={tab === path ? 'page' : undefined}>
            {t(`tab.${tab.split('/').at(2) ?? 'data'}`)}
          </DoorLink>
        ))}
      </nav>
      <header className={styles.header}>
        <div>
          <h1 id={heading}>{title}</h1>
          {sentence && <p>{sentence}</p>}
        </div>
        {actions && <div className={styles.actions}>{actions}</div>}
      </header>
      {children}
    </section>
  )
}
