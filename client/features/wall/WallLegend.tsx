import { useTranslation } from 'react-i18next'
import { HeatControl } from '#client/ui/heat/HeatControl.tsx'
import type { County } from '#domain/contract/county.ts'
import { ClockMark } from './ClockMark.tsx'
import styles from './WallLegend.module.css'

const clocks = ['on-time', 'soon', 'late'] as const

export interface WallLegendProps {
  county: County
  /** The scene has marks of issues. */
  marks: boolean
  /** The map is of another time: the heat of now has no place on it. */
  past: boolean
  /** The scene is of one thing, without heat. */
  single: boolean
  /** The scene is of one area: the heat's own count is that of the county. */
  ofArea: boolean
  onReplay(): void
}

/** What colours and shapes on the map mean: the heat of issues, and their clocks where the scene has marks of them. */
export function WallLegend({ county, marks, past, single, ofArea, onReplay }: WallLegendProps) {
  const { t } = useTranslation(['wall', 'wall-replay'])
  return (
    <section className={styles.legend} aria-label={t('legend')}>
      {!past && !single && (
        <div className={styles.density}>
          <HeatControl county={county} control="folded" counted={ofArea ? t('wholeCounty') : undefined} />
        </div>
      )}
      {marks && (
        <ul className={styles.clocks}>
          {clocks.map((clock) => (
            <li key={clock}>
              <ClockMark clock={clock} /> {t(`clock.${clock}`)}
            </li>
          ))}
          {!past && (
            <li>
              <button type="button" className={styles.replay} onClick={onReplay}>
                {t('wall-replay:open')}
              </button>
            </li>
          )}
        </ul>
      )}
    </section>
  )
}
