import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { readParameter } from '#client/address.ts'
import { useMapView } from '#client/map/use-map-view.ts'
import { useCounty } from '#client/state/county.ts'
import { useLanguage } from '#client/state/view.ts'
import { DoorLink } from '#client/ui/DoorLink.tsx'
import { ArrowIcon } from '#client/ui/icons.tsx'
import { Spinner } from '#client/ui/Spinner.tsx'
import type { County } from '#domain/contract/county.ts'
import styles from './WelcomePage.module.css'

/** The county at a glance, and the doors to it; the map itself is behind. */
export default function WelcomePage() {
  const county = useCounty()
  const view = useMapView()
  useEffect(() => {
    if (county && readParameter('camera') === null) view.fit(county.townBounds, { padding: freeOfWords() })
  }, [view, county])
  return (
    <div className={styles.welcome}>
      <div className={styles.veil} aria-hidden="true" />
      <div className={styles.column}>{county ? <Overview county={county} /> : <Spinner />}</div>
    </div>
  )
}

function Overview({ county }: { county: County }) {
  const { t, i18n } = useTranslation('welcome')
  const language = useLanguage()
  const { counts, settings } = county
  const number = (value: number) => new Intl.NumberFormat(i18n.language).format(value)
  const part = (of: 'households' | 'grids' | 'microGrids' | 'streets' | 'communities') =>
    t(`part.${of}`, { count: counts[of], number: number(counts[of]) })
  const doors = [
    { path: '/wall', key: 'wall', value: counts.openIssues },
    { path: '/desk', key: 'desk', value: counts.communities },
    { path: '/circle', key: 'circle', value: counts.stations },
    { path: '/plan', key: 'plan', value: counts.grids },
  ] as const
  return (
    <>
      <h1 className={styles.title}>
        {language === 'zh' ? county.name : county.nameEn}
        <span>{t('product')}</span>
      </h1>
      <p className={styles.sentence}>
        {t('sentence', {
          households: part('households'),
          grids: part('grids'),
          microGrids: part('microGrids'),
          streets: part('streets'),
          communities: part('communities'),
        })}
      </p>
      <ul className={styles.doors}>
        {doors.map((door) => (
          <li key={door.key}>
            <DoorLink path={door.path} className={styles.door}>
              <span className={styles.words}>
                <strong>{t(`${door.key}.title`)}</strong>
                <span>{t(`${door.key}.sentence`, { minutes: settings.walkMinutes })}</span>
              </span>
              <span className={styles.figure}>
                <b>{number(door.value)}</b>
                <small>{t(`${door.key}.unit`, { count: door.value })}</small>
              </span>
              <ArrowIcon />
            </DoorLink>
          </li>
        ))}
      </ul>
      <p className={styles.more}>
        <DoorLink path="/m">{t('phone')}</DoorLink>
        <DoorLink path="/admin">{t('admin')}</DoorLink>
        <DoorLink path="/api-docs">{t('api')}</DoorLink>
      </p>
    </>
  )
}

/** Pixels that the words cover: at the left, or on a phone below. */
function freeOfWords() {
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
  if (innerWidth < 40 * rem) return { top: 7.5 * rem, right: 16, bottom: innerHeight * 0.6, left: 16 }
  return { top: 5 * rem, right: 5 * rem, bottom: 3 * rem, left: Math.min(innerWidth * 0.5, 34 * rem) }
}
