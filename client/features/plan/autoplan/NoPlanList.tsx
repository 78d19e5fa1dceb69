import { useTranslation } from 'react-i18next'
import { Button } from '#client/ui/Button.tsx'
import type { AutoplanRun } from '#domain/contract/autoplan.ts'
import { useNumber } from '../use-number.ts'
import styles from './NoPlanList.module.css'

export interface NoPlanListProps {
  unplanned: AutoplanRun['unplanned']
  onGo(place: readonly [number, number]): void
}

/** Where there is no legal plan, why, and what would help. */
export function NoPlanList({ unplanned, onGo }: NoPlanListProps) {
  const { t } = useTranslation('autoplan')
  const { number } = useNumber()
  return (
    <ul className={styles.list}>
      {unplanned.map(({ community, communityName, reason, households, place, compound }) => {
        const values = { households: number.format(households), compound: compound || t('aBuilding') }
        return (
          <li key={`${community} ${reason} ${place.join()}`}>
            <p>
              <strong>{communityName}</strong> {t(`reason.${reason}`, values)}
            </p>
            <p className={styles.help}>{t(`help.${reason}`)}</p>
            <Button look="quiet" onClick={() => onGo(place)}>
              {t('go')}
            </Button>
          </li>
        )
      })}
    </ul>
  )
}
