import { useTranslation } from 'react-i18next'
import styles from './MinutesLegend.module.css'

const classes = [
  { to: 5, color: 'var(--heat-6)' },
  { to: 10, color: 'var(--heat-5)' },
  { to: 15, color: 'var(--heat-4)' },
  { to: 20, color: 'var(--heat-3)' },
]

/** What the streets' colours, the dashed circle and the diamonds mean. */
export function MinutesLegend() {
  const { t } = useTranslation('circle')
  return (
    <ul className={styles.legend} aria-label={t('legend.title')}>
      {classes.map(({ to, color }) => (
        <li key={to}>
          <i className={styles.street} style={{ '--color': color }} />
          {t('legend.upTo', { minutes: to })}
        </li>
      ))}
      <li>
        <i className={styles.straight} />
        {t('legend.straight')}
      </li>
      <li>
        <i className={styles.left} />
        {t('legend.leftOut')}
      </li>
    </ul>
  )
}
