import { useTranslation } from 'react-i18next'
import { Button } from '#client/ui/Button.tsx'
import { DoorLink } from '#client/ui/DoorLink.tsx'
import { EmptyState } from '#client/ui/EmptyState.tsx'
import { Cross } from '#client/ui/here/Cross.tsx'
import { useHere } from '#client/ui/here/use-here.ts'
import { useLocate } from '#client/ui/here/use-locate.ts'
import { Panel } from '#client/ui/Panel.tsx'
import styles from './PhonePage.module.css'

/** Where am I: the middle of the map names its street, community, grid and micro-grid, and the stations near it. */
export default function PhonePage() {
  const { t, i18n } = useTranslation('phone')
  const here = useHere()
  const locate = useLocate()
  const distance = (meters: number) =>
    new Intl.NumberFormat(i18n.language, {
      style: 'unit',
      unit: meters < 1000 ? 'meter' : 'kilometer',
      unitDisplay: i18n.language === 'zh' ? 'long' : 'short',
      maximumFractionDigits: meters < 1000 ? 0 : 1,
    }).format(meters < 1000 ? Math.round(meters / 10) * 10 : meters / 1000)
  return (
    <>
      <Cross />
      <Panel
        title={t('title')}
        className={styles.panel}
        actions={
          <Button onClick={locate.start} reason={locate.refused ? t(`refused.${locate.refused}`) : undefined}>
            {t(locate.busy ? 'locating' : 'locate')}
          </Button>
        }
      >
        <nav className={styles.doors} aria-label={t('doors')}>
          <DoorLink path="/m/report">{t('report')}</DoorLink>
          <DoorLink path="/m/follow">{t('follow')}</DoorLink>
          <DoorLink path="/m/work">{t('work')}</DoorLink>
        </nav>
        {locate.refused && <p className={styles.note}>{t(`refused.${locate.refused}`)}</p>}
        {here.ladder.length === 0 ? (
          <EmptyState title={t('nowhere')} hint={t('nowhereHint')} />
        ) : (
          <ol className={styles.ladder} aria-live="polite">
            {here.ladder.map((step) => (
              <li key={step.level}>
                <span>{t(`level.${step.level}`)}</span>
                <strong>{step.name}</strong>
              </li>
            ))}
          </ol>
        )}
        {here.stations.length > 0 && (
          <section className={styles.stations}>
            <h3>{t('stations')}</h3>
            <ul>
              {here.stations.map((station) => (
                <li key={station.code}>
                  <span>{station.name}</span>
                  <span>{distance(station.meters)}</span>
                </li>
              ))}
            </ul>
            <p className={styles.note}>{t('straight')}</p>
          </section>
        )}
      </Panel>
    </>
  )
}
