import { useTranslation } from 'react-i18next'
import { useCoverage } from '../coverage-context.ts'
import { useLeftOut } from '../use-left-out.ts'
import { useNumbers } from '../use-numbers.ts'
import styles from './BriefPart.module.css'

/** What will stand on the page, with the figures it will say. */
export function Contents() {
  const { t } = useTranslation('circle-brief')
  const coverage = useCoverage()
  const { state, figures } = coverage
  const numbers = useNumbers()
  const { minutes } = state
  const { county } = figures
  const station = state.station === '' ? null : figures.station
  const whole = station ? (station.straight[minutes] ?? 0) : (county?.households ?? 0)
  const left = station ? (station.cannotWalk[minutes] ?? 0) : whole - (county?.walk[minutes] ?? 0)
  const places = useLeftOut(coverage)?.length ?? 0
  return (
    <ul className={styles.contents} aria-label={t('contents.label')}>
      <li>{t(station ? 'contents.mapStation' : 'contents.map')}</li>
      {county && (
        <li>
          {t('contents.figures', {
            share: whole === 0 ? '—' : numbers.percent((whole - left) / whole),
            households: numbers.whole(left),
          })}
        </li>
      )}
      <li>{places === 0 ? t('contents.nobody') : t('contents.leftOut', { count: places })}</li>
      <li>{t('contents.site')}</li>
      <li>{t('contents.method')}</li>
    </ul>
  )
}
