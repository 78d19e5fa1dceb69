import { useTranslation } from 'react-i18next'
import { setCounty, useCounties } from '#client/state/county.ts'
import { useLanguage } from '#client/state/view.ts'
import { Button } from '#client/ui/Button.tsx'
import styles from './UnknownCounty.module.css'

const MOST_LETTERS = 24

/** Says that the server does not hold the county of the address, and leads to those it holds. */
export function UnknownCounty({ code }: { code: string }) {
  const { t } = useTranslation('county-switcher')
  const counties = useCounties()
  const language = useLanguage()
  return (
    <div className={styles.unknown} role="alert">
      <p className={styles.title}>{t('unknown.title', { code: code.slice(0, MOST_LETTERS) })}</p>
      <p className={styles.way}>{t('unknown.way')}</p>
      {counties.state === 'ready' &&
        counties.counties.map((one) => (
          <Button key={one.code} onClick={() => setCounty(one.code)}>
            {language === 'en' ? one.nameEn : one.name}
          </Button>
        ))}
    </div>
  )
}
