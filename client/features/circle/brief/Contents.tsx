import { useTranslation } from 'react-i18next'
import { useCoverage } from '../coverage-context.ts'
import { useNumbers } from '../use-numbers.ts'
import styles from './BriefPart.module.css'

/** What will stand on the page, with the figures it will say. */
export function Contents() {
  const { t } = useTranslation('circle-brief')
  const { state, counted, leftOut } = useCoverage()
  const numbers = useNumbers()
  const { minutes } = state
  const county = counted.answer?.county
  const station = state.station === '' ? null : (counted.answer?.station ?? null)
  const whole = station ? (station.straight[minutes] ?? 0) : (county?.households ?? 0)
  const left = station ? (station.cannotWalk[minutes] ?? 0) : whole - (county?.walk[minutes] ?? 0)
  const places = leftOut.filter(({ byMinute }) => (byMinute[minutes] ?? 0) > 0).length
  return (
    <ul className={styles.contents} aria-label={t('contents.label')}>
      <li>{t(station ? 'contents.mapStation' : 'contents.map')}</li>
      {counted.answer && (
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
