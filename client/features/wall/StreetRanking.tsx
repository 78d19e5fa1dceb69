import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { select } from '#client/state/selection.ts'
import type { Figures } from '#domain/contract/figure.ts'
import styles from './StreetRanking.module.css'
import type { Format } from './use-format.ts'

/** Scale starts at a whole tenth below the lowest share, never above this. */
const HIGHEST_START = 0.9

export interface StreetRankingProps {
  streets: Figures['streets']
  format: Format
  /** Code of the street that the scene shows; null for none. */
  inFocus: string | null
}

/** Streets by their share closed in time, as positions on one labelled scale (a bar cut off at its foot would lie). */
export const StreetRanking = memo(function StreetRanking({ streets, format, inFocus }: StreetRankingProps) {
  const { t } = useTranslation('wall')
  const shares = streets.flatMap((street) => street.closedInTime.share ?? [])
  const start = Math.min(HIGHEST_START, Math.floor(Math.min(...shares, 1) * 10) / 10)
  return (
    <section className={styles.ranking} aria-labelledby="wall-ranking">
      <h2 id="wall-ranking">
        {t('ranking.title')}
        <small>{t('ranking.scale', { start: Math.round(start * 100) })}</small>
      </h2>
      <ol>
        {streets.map(({ code, name, closedInTime }) => (
          <li key={code}>
            <button
              type="button"
              className={styles.street}
              data-focus={code === inFocus || undefined}
              onClick={() => select({ layer: 'area', code })}
            >
              <span className={styles.name}>{name}</span>
              <span className={styles.track} aria-hidden="true">
                {closedInTime.share !== null && (
                  <i style={{ left: `${((closedInTime.share - start) / (1 - start)) * 100}%` }} />
                )}
              </span>
              <span className={styles.value}>
                {closedInTime.share === null ? '–' : `${format.percent(closedInTime.share)}%`}
                <small>
                  {t('ranking.parts', {
                    part: format.number(closedInTime.part),
                    whole: format.number(closedInTime.whole),
                  })}
                </small>
              </span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  )
})
