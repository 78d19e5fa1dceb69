import { useTranslation } from 'react-i18next'
import { CIRCLE_MINUTES } from './scene.layer.ts'
import type { Format } from './use-format.ts'
import type { Walked } from './use-scene-data.ts'
import styles from './WallCircles.module.css'

/** Who walks to a station in the minutes that the county promises, said as one share and one sentence; what the colours of streets mean. */
export function WallCircles({ walked, format }: { walked: Walked; format: Format }) {
  const { t } = useTranslation('wall')
  const { promise, households, stations, walk, straight } = walked.coverage
  const { share, part } = promise.reached
  const denied = (straight[promise.minutes] ?? 0) - (walk[promise.minutes] ?? 0)
  return (
    <section className={styles.circles} aria-label={t('circles.label')}>
      <p className={styles.share}>
        {share === null ? '–' : format.percent(share)}
        <small>%</small>
      </p>
      <div className={styles.words}>
        <strong>{t('circles.reach', { minutes: promise.minutes })}</strong>
        <span>
          {t('circles.parts', {
            part: format.number(part),
            whole: format.number(households),
            stations: format.number(stations),
          })}
        </span>
        {denied > 0 && <span>{t('circles.denied', { households: format.number(denied) })}</span>}
      </div>
      <ul className={styles.minutes}>
        {CIRCLE_MINUTES.map((minutes, index) => (
          <li key={minutes} data-step={index}>
            {t('circles.minutes', { minutes })}
          </li>
        ))}
        <li data-step="beyond">{t('circles.beyond', { minutes: CIRCLE_MINUTES[2] })}</li>
      </ul>
    </section>
  )
}
