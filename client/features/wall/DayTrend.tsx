import { memo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Figures } from '#domain/contract/figure.ts'
import styles from './DayTrend.module.css'
import { hourTicks, TREND_HEIGHT, TREND_WIDTH, trendPath, yOf } from './trend-shape.ts'
import type { Format } from './use-format.ts'

const TICK_HOURS = 4
/** Ticks nearer to the right end than this would run into "now". */
const LAST_TICK = 0.95

/** The last 24 hours along the foot of the wall: filed in an hour, and the same hours a week before. */
export const DayTrend = memo(function DayTrend({ figures, format }: { figures: Figures; format: Format }) {
  const { t } = useTranslation('wall')
  const [pointed, setPointed] = useState<number | null>(null)
  const { day, timeZone } = figures
  const filed = day.map((point) => point.filed)
  const before = day.map((point) => point.filedWeekBefore)
  const most = Math.max(4, ...filed, ...before)
  const from = Date.parse(day[0]!.at)
  const to = Date.parse(day.at(-1)!.at)
  const peak = filed.indexOf(Math.max(...filed))
  const point = pointed === null ? undefined : day[pointed]
  const highest = filed[peak] ?? 0
  const summary =
    highest === 0 ? t('trend.none') : t('trend.peak', { count: highest, time: format.time(Date.parse(day[peak]!.at)) })
  return (
    <section className={styles.trend} aria-label={t('trend.label')}>
      <div className={styles.words}>
        <span className={styles.filed}>{t('trend.filed')}</span>
        <span className={styles.before}>{t('trend.weekBefore')}</span>
        <span className={styles.reading}>
          {point === undefined
            ? summary
            : t('trend.reading', {
                time: format.time(Date.parse(point.at)),
                filed: point.filed,
                before: point.filedWeekBefore,
              })}
        </span>
      </div>
      <div
        className={styles.plot}
        onPointerMove={(event) => {
          const { left, width } = event.currentTarget.getBoundingClientRect()
          const share = (event.clientX - left) / width
          setPointed(Math.max(0, Math.min(day.length - 1, Math.round(share * (day.length - 1)))))
        }}
        onPointerLeave={() => setPointed(null)}
      >
        <svg viewBox={`0 0 ${TREND_WIDTH} ${TREND_HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
          <path className={styles.area} d={trendPath(filed, most, true)} />
          <path className={styles.line} d={trendPath(filed, most, false)} />
          <path className={styles.dashes} d={trendPath(before, most, false)} />
        </svg>
        {point !== undefined && pointed !== null && (
          <i className={styles.cursor} style={{ left: `${(pointed / (day.length - 1)) * 100}%` }}>
            <b style={{ top: `${yOf(point.filed, most)}%` }} />
          </i>
        )}
      </div>
      <div className={styles.axis} aria-hidden="true">
        {hourTicks(from, to, timeZone, TICK_HOURS)
          .filter((tick) => tick.share < LAST_TICK)
          .map((tick) => (
            <span key={tick.at} style={{ left: `${tick.share * 100}%` }}>
              {format.time(tick.at)}
            </span>
          ))}
        <span style={{ left: '100%' }}>{t('trend.now')}</span>
      </div>
    </section>
  )
})
