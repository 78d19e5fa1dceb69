import { useTranslation } from 'react-i18next'
import { usePath } from '#client/state/url.ts'
import { DoorLink } from '#client/ui/DoorLink.tsx'
import { MiddlePage } from '#client/ui/MiddlePage.tsx'
import styles from './MissingPage.module.css'

/** There is no such page: says which, and the way out. */
export default function MissingPage() {
  const { t } = useTranslation('missing')
  const path = usePath()
  return (
    <MiddlePage>
      <h1>{t('title')}</h1>
      <p>{t('sentence', { path })}</p>
      <ul className={styles.doors}>
        {(['/', '/wall', '/desk', '/circle', '/plan'] as const).map((door) => (
          <li key={door}>
            <DoorLink path={door}>{t(`door.${door === '/' ? 'welcome' : door.slice(1)}`)}</DoorLink>
          </li>
        ))}
      </ul>
    </MiddlePage>
  )
}
