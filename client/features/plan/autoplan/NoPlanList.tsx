import { useTranslation } from 'react-i18next'
import { Button } from '#client/ui/Button.tsx'
import type { AutoplanRun } from '#domain/contract/autoplan.ts'
import { useNumber } from '../use-number.ts'
import styles from './NoPlanList.module.css'

type Help = AutoplanRun['unplanned'][number]['helps'][number]

export interface NoPlanListProps {
  unplanned: AutoplanRun['unplanned']
  onGo(place: readonly [number, number]): void
}

/** Where there is no legal plan, why, and what would help. */
export function NoPlanList({ unplanned, onGo }: NoPlanListProps) {
  const { t } = useTranslation('autoplan')
  const { number } = useNumber()
  const helpWords = (help: Help) => {
    switch (help.kind) {
      case 'join': {
        const { name, households, grids } = help
        return t('helps.join', { name, households: number.format(households), count: grids })
      }
      case 'share':
        return t('helps.share', { count: help.grids, households: number.format(help.households) })
      default:
        return t(`helps.${help.kind}`, { to: number.format(help.to), count: help.to })
    }
  }
  return (
    <ul className={styles.list}>
      {unplanned.map(({ community, communityName, reason, households, place, compound, helps }) => {
        const values = {
          ...{ households: number.format(households), count: households },
          compound: compound || t('aBuilding'),
        }
        return (
          <li key={`${community} ${reason} ${place.join()}`}>
            <p>
              <strong>{communityName}</strong> {t(`reason.${reason}`, values)}
            </p>
            {helps.length === 0 ? (
              <p className={styles.help}>{t(`help.${reason}`)}</p>
            ) : (
              <>
                <p className={styles.help}>{t('helps.title')}</p>
                <ul className={styles.helps}>
                  {helps.map((help) => (
                    <li key={JSON.stringify(help)}>{helpWords(help)}</li>
                  ))}
                </ul>
              </>
            )}
            <Button look="quiet" onClick={() => onGo(place)}>
              {t('go')}
            </Button>
          </li>
        )
      })}
    </ul>
  )
}
