import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { select } from '#client/state/selection.ts'
import type { Figures } from '#domain/contract/figure.ts'
import styles from './StreetRanking.module.css'
import type { Format } from './use-format.ts'

/** Scale starts at a whole tenth below the lowest share, never above this. */
const HIGHEST_START = 0.9
/** More rows would take the room of what is newest: of many streets the best and the worst are shown, and how many lie between. */
const MOST_ROWS = 9
const BEST_ROWS = 3

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
  const many = streets.length > MOST_ROWS
  const best = many ? streets.slice(0, BEST_ROWS) : streets
  const worst = many ? streets.slice(BEST_ROWS + 1 - MOST_ROWS) : []
  const between = streets.length - best.length - worst.length
  return (
    <section className={styles.ranking} aria-labelledby="wall-ranking">
      <h2 id="wall-ranking">
        {t('ranking.title')}
        <small>{t('ranking.scale', { start: Math.round(start * 100) })}</small>
      </h2>
      <ol>
        {best.map((street) => (
          <Row key={street.code} street={street} start={start} inFocus={inFocus} format={format} />
        ))}
        {between > 0 && <li className={styles.between}>{t('ranking.between', { count: between })}</li>}
        {worst.map((street) => (
          <Row key={street.code} street={street} start={start} inFocus={inFocus} format={format} />
        ))}
      </ol>
    </section>
  )
})

interface RowProps {
  street: Figures['streets'][number]
  /** Share at the left end of the scale. */
  start: number
  inFocus: string | null
  format: Format
}

function Row({ street: { code, name, closedInTime }, start, inFocus, format }: RowProps) {
  const { t } = useTranslation('wall')
  return (
    <li>
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
            {t('ranking.parts', { part: format.number(closedInTime.part), whole: format.number(closedInTime.whole) })}
          </small>
        </span>
      </button>
    </li>
  )
}
