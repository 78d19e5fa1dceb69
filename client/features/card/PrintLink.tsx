import { useTranslation } from 'react-i18next'
import { addressOfDoor } from '#client/address.ts'
import { usePost } from '#client/state/post.ts'
import styles from './CardBody.module.css'

const printing: readonly string[] = ['administrator', 'district', 'street', 'community', 'planner', 'leader']

/** From an area to what can be printed of it, for posts that may: sheets and signboards carry names of workers. */
export function PrintLink({ county, area }: { county: string; area: string }) {
  const { t } = useTranslation('card')
  const post = usePost(county)
  if (post === null || !printing.includes(post.role)) return null
  const door = addressOfDoor('/plan')
  return (
    <a className={styles.link} href={`${door}${door.includes('?') ? '&' : '?'}print=${encodeURIComponent(area)}`}>
      {t('print')}
    </a>
  )
}
