import { useTranslation } from 'react-i18next'
import { setCounty, useCounties } from '#client/state/county.ts'
import { useLanguage } from '#client/state/view.ts'
import { AdminFrame } from '#client/ui/AdminFrame.tsx'
import { Badge } from '#client/ui/Badge.tsx'
import { DoorLink } from '#client/ui/DoorLink.tsx'
import { EmptyState } from '#client/ui/EmptyState.tsx'
import { Spinner } from '#client/ui/Spinner.tsx'
import styles from './AdminPage.module.css'

const columns = [
  'households',
  'streets',
  'communities',
  'grids',
  'microGrids',
  'compounds',
  'buildings',
  'stations',
  'openIssues',
] as const

/** What stands on this server: its counties with their counts, norms and sources. */
export default function AdminPage() {
  const { t, i18n } = useTranslation('admin')
  const language = useLanguage()
  const counties = useCounties()
  const number = (value: number) => new Intl.NumberFormat(i18n.language).format(value)
  if (counties.state === 'loading') return <Spinner />
  if (counties.state === 'failed') return null
  return (
    <AdminFrame path="/admin" title={t('title')} sentence={t('sentence', { count: counties.counties.length })}>
      {counties.counties.length === 0 && <EmptyState title={t('empty')} hint={t('emptyHint')} />}
      <ul className={styles.list}>
        {counties.counties.map((county) => (
          <li key={county.code} className={styles.county}>
            <header>
              <h2>{language === 'zh' ? county.name : county.nameEn}</h2>
              <code>{county.code}</code>
              {county.demo && <Badge>{t('demo')}</Badge>}
              <DoorLink path="/" onClick={() => setCounty(county.code)}>
                {t('open')}
              </DoorLink>
            </header>
            <dl className={styles.counts}>
              {columns.map((column) => (
                <div key={column}>
                  <dt>{t(`count.${column}`)}</dt>
                  <dd>{number(county.counts[column])}</dd>
                </div>
              ))}
            </dl>
            <dl className={styles.facts}>
              <dt>{t('norm')}</dt>
              <dd>
                {t('normText', {
                  grid: county.settings.gridHouseholds.map(number).join('–'),
                  microGrid: county.settings.microGridHouseholds.map(number).join('–'),
                  minutes: number(county.settings.walkMinutes),
                })}
              </dd>
              <dt>{t('source')}</dt>
              <dd>{county.attribution || t('sourceUnknown')}</dd>
              <dt>{t('crs')}</dt>
              <dd>{t('crsText')}</dd>
            </dl>
          </li>
        ))}
      </ul>
    </AdminFrame>
  )
}
