import { useTranslation } from 'react-i18next'
import { useCoverage } from './coverage-context.ts'
import styles from './MinutesLegend.module.css'

const classes = [
  { to: 5, color: 'var(--heat-6)' },
  { to: 10, color: 'var(--heat-5)' },
  { to: 15, color: 'var(--heat-4)' },
  { to: 20, color: 'var(--heat-3)' },
]

/** What the streets' colours, the dashed circle and the signs mean. */
export function MinutesLegend() {
  const { t } = useTranslation('circle')
  const { state, settled } = useCoverage()
  const changed = settled.changes.length > 0
  return (
    <ul className={styles.legend} aria-label={t('legend.title')}>
      {classes.map(({ to, color }) => (
        <li key={to}>
          <i className={styles.street} style={{ '--color': color }} />
          {t('legend.upTo', { minutes: to })}
        </li>
      ))}
      {state.station !== '' && (
        <li>
          <i className={styles.straight} />
          {t('legend.straight')}
        </li>
      )}
      {changed ? (
        <>
          <li>
            <b className={styles.gained} aria-hidden="true">
              ▲
            </b>
            {t('legend.gained')}
          </li>
          <li>
            <b className={styles.lost} aria-hidden="true">
              ▼
            </b>
            {t('legend.lost')}
          </li>
        </>
      ) : (
        <li>
          <i className={styles.left} />
          {t(state.station === '' ? 'legend.leftOutAnywhere' : 'legend.leftOut')}
        </li>
      )}
    </ul>
  )
}
