import { useTranslation } from 'react-i18next'
import { Button } from '#client/ui/Button.tsx'
import { EmptyState } from '#client/ui/EmptyState.tsx'
import { useCoverage } from '../coverage-context.ts'
import type { LeftOutPlace } from '../use-left-out.ts'
import { useNumbers } from '../use-numbers.ts'
import styles from './LeftOutList.module.css'
import { useRemedy } from './use-remedy.ts'

/** Places shown at once; the rest is said in a number. */
const MOST_SHOWN = 40

/** Who is left out, most households first, each with why and what would help; a tap flies there. */
export function LeftOutList({ places }: { places: readonly LeftOutPlace[] }) {
  const { t } = useTranslation('circle')
  const { state, showOnMap } = useCoverage()
  const { minutes } = state
  const anywhere = state.station === ''
  const numbers = useNumbers()
  const remedy = useRemedy()
  const more = places.length - MOST_SHOWN
  if (places.length === 0)
    return (
      <EmptyState
        title={t('leftOut.none')}
        hint={t(anywhere ? 'leftOut.noneAnywhere' : 'leftOut.noneHint', { minutes })}
      />
    )
  return (
    <ul className={styles.list}>
      {places.slice(0, MOST_SHOWN).map((place) => (
        <li key={`${place.kind}/${place.code}/${place.reason}`}>
          <button type="button" className={styles.place} onClick={() => showOnMap(place.position)}>
            <span className={styles.name}>
              {t(`leftOut.place.${place.kind}`, { name: place.name })}
              <b>{t('households', { households: numbers.whole(place.households) })}</b>
            </span>
            <Why place={place} minutes={minutes} />
          </button>
          {place.reason && (
            <Button className={styles.remedy} onClick={() => void remedy(place)}>
              {t(`leftOut.remedy.${place.reason}`)}
            </Button>
          )}
        </li>
      ))}
      {more > 0 && <li className={styles.more}>{t('leftOut.more', { count: more })}</li>}
    </ul>
  )
}

/** How long they walk and why, and the station that is nearest to them. */
function Why({ place, minutes }: { place: LeftOutPlace; minutes: number }) {
  const { t } = useTranslation('circle')
  const { missingMinutes, reason, savedMinutes, nearest } = place
  const walk =
    missingMinutes === null
      ? t('leftOut.noWay')
      : t('leftOut.walk', { minutes: minutes + missingMinutes, more: missingMinutes })
  return (
    <span className={styles.why}>
      {walk}
      {reason && t('leftOut.stop')}
      {reason && (savedMinutes ? t(`leftOut.saves.${reason}`, { minutes: savedMinutes }) : t(`leftOut.why.${reason}`))}
      {nearest && reason && <small>{t('leftOut.nearest', { station: nearest.name })}</small>}
      {nearest && !reason && nearest.minutes <= minutes && (
        <em>{t('leftOut.other', { station: nearest.name, minutes: nearest.minutes })}</em>
      )}
    </span>
  )
}
