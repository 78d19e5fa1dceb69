import { useTranslation } from 'react-i18next'
import { useLanguage } from '#client/state/view.ts'
import { DataAge } from '#client/ui/DataAge.tsx'
import { useNow } from '#client/ui/use-now.ts'
import type { County } from '#domain/contract/county.ts'
import type { Format } from './use-format.ts'
import styles from './WallHeader.module.css'

const SECOND = 1_000
/** Older data are told with their day. */
const HALF_DAY = 43_200_000

export interface WallHeaderProps {
  county: County
  format: Format
  /** Name of the scene. */
  scene: string
  /** The browser keeps the page silent although a rule wants to be heard. */
  silent: boolean
  /** The map cannot be drawn: of when the picture is that stands in for it (null: there is none); undefined while it can. */
  lostMap: number | null | undefined
}

/** County, what is shown, how old it is; the clock of the county at the right. */
export function WallHeader({ county, format, scene, silent, lostMap }: WallHeaderProps) {
  const { t } = useTranslation('wall')
  const language = useLanguage()
  const now = useNow(SECOND)
  const momentOf = (moment: number) =>
    now - moment > HALF_DAY ? `${format.day(moment)} ${format.seconds(moment)}` : format.seconds(moment)
  return (
    <header className={styles.header}>
      <h1>
        {language === 'zh' ? county.name : county.nameEn} <span>{t('product')}</span>
      </h1>
      <span className={styles.scene}>{scene}</span>
      <DataAge className={styles.age} moment={momentOf} />
      {lostMap !== undefined && (
        <span className={styles.lost} role="alert">
          {lostMap === null ? t('lostMap.none') : t('lostMap.since', { time: momentOf(lostMap) })}
        </span>
      )}
      {county.demo && <span className={styles.demo}>{t('demo')}</span>}
      {silent && <span className={styles.demo}>{t('silent')}</span>}
      <time className={styles.clock} dateTime={new Date(now).toISOString()}>
        <span>{format.day(now)}</span> {format.time(now)}
      </time>
    </header>
  )
}
