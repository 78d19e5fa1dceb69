import { useTranslation } from 'react-i18next'
import { HeatControl } from '#client/ui/heat/HeatControl.tsx'
import type { County } from '#domain/contract/county.ts'
import { ClockMark } from './ClockMark.tsx'
import styles from './WallLegend.module.css'

const clocks = ['on-time', 'soon', 'late'] as const

/** What colours and shapes on the map mean: the heat of issues, and their clocks where the scene has marks of them. */
export function WallLegend({ county, marks }: { county: County; marks: boolean }) {
  const { t } = useTranslation('wall')
  return (
    <section className={styles.legend} aria-label={t('legend')}>
      <div className={styles.density}>
        <HeatControl county={county} control="folded" />
      </div>
      {marks && (
        <ul className={styles.clocks}>
          {clocks.map((clock) => (
            <li key={clock}>
              <ClockMark clock={clock} /> {t(`clock.${clock}`)}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
