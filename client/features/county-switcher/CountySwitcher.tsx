import { useTranslation } from 'react-i18next'
import { setCounty, useCounties, useCounty } from '#client/state/county.ts'
import { useLanguage } from '#client/state/view.ts'
import { ChevronIcon } from '#client/ui/icons.tsx'
import styles from './CountySwitcher.module.css'

/** Name of the county shown; a choice when the server holds several. */
export function CountySwitcher() {
  const { t } = useTranslation('county-switcher')
  const counties = useCounties()
  const county = useCounty()
  const language = useLanguage()
  if (counties.state !== 'ready' || counties.counties.length === 0) return null
  const nameOf = (one: { name: string; nameEn: string }) => (language === 'en' ? one.nameEn : one.name)
  if (counties.counties.length === 1 && county) return <span className={styles.only}>{nameOf(county)}</span>
  return (
    <label className={styles.switcher}>
      <select
        aria-label={t('label')}
        value={county?.code ?? ''}
        onChange={(event) => setCounty(event.currentTarget.value)}
      >
        {!county && <option value="">{t('choose')}</option>}
        {counties.counties.map((one) => (
          <option key={one.code} value={one.code}>
            {nameOf(one)}
          </option>
        ))}
      </select>
      <ChevronIcon />
    </label>
  )
}
