import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Badge } from '#client/ui/Badge.tsx'
import { DoorLink } from '#client/ui/DoorLink.tsx'
import { Logo } from '#client/ui/Logo.tsx'
import { ThemeAndLanguage } from './ThemeAndLanguage.tsx'
import styles from './TopBar.module.css'

export interface TopBarProps {
  door: string
  demo: boolean
  /** County switcher. */
  county: ReactNode
  /** Search box. */
  search?: ReactNode
  /** Who uses the page. */
  account: ReactNode
}

const links = [
  { door: 'wall', path: '/wall' },
  { door: 'desk', path: '/desk' },
  { door: 'plan', path: '/plan' },
  { door: 'circle', path: '/circle' },
] as const

/** Who we are, where we are, what to look for, and the other doors. On the wall it stays away until the pointer or Tab comes near. */
export function TopBar({ door, demo, county, search, account }: TopBarProps) {
  const { t } = useTranslation('shell')
  return (
    <header className={[styles.bar, door === 'wall' && styles.shy].filter(Boolean).join(' ')}>
      <div className={styles.start}>
        <DoorLink path="/" className={styles.brand} title={t('home')}>
          <Logo />
          <span className={styles.name}>{t('brand')}</span>
        </DoorLink>
        {county}
        {demo && <Badge title={t('demoMeaning')}>{t('demo')}</Badge>}
      </div>
      <div className={styles.middle}>{search}</div>
      <div className={styles.end}>
        <nav aria-label={t('doors')} className={styles.doors}>
          {links.map((link) => (
            <DoorLink key={link.door} path={link.path} aria-current={link.door === door ? 'page' : undefined}>
              {t(`door.${link.door}`)}
            </DoorLink>
          ))}
        </nav>
        <ThemeAndLanguage />
        {account}
      </div>
    </header>
  )
}
