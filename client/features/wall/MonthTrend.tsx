import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Figures } from '#domain/contract/figure.ts'
import { Change } from './Change.tsx'
import styles from './MonthTrend.module.css'
import { TREND_HEIGHT, TREND_WIDTH, trendPath } from './trend-shape.ts'
import type { Format } from './use-format.ts'

const BAR_SHARE = 0.62

/** The last 30 days as bars, the 30 days before as a dashed line over them; today, which is not over, is hollow. */
export const MonthTrend = memo(function MonthTrend({ figures, format }: { figures: Figures; format: Format }) {
  const { t } = useTranslation('wall')
  const { month } = figures
  const most = Math.max(4, ...month.flatMap((day) => [day.filed, day.filedBefore]))
  const whole = month.slice(0, -1)
  const filed = whole.reduce((sum, day) => sum + day.filed, 0)
  const before = whole.reduce((sum, day) => sum + day.filedBefore, 0)
  const step = TREND_WIDTH / month.length
  const dayOf = (date: string) => format.monthDay(Date.parse(`${date}T12:00:00Z`))
  return (
    <section className={styles.trend} aria-label={t('month.label')}>
      <div className={styles.words}>
        <span className={styles.filed}>{t('month.filed')}</span>
        <span className={styles.before}>{t('month.before')}</span>
        <span className={styles.sum}>
          <Change
            label={t('month.sum', { filed: format.number(filed) })}
            now={filed}
            before={before}
            unit="issues"
            more="neither"
            format={format}
          />
        </span>
      </div>
      <svg
        className={styles.plot}
        viewBox={`0 0 ${TREND_WIDTH} ${TREND_HEIGHT}`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        {month.map((day, index) => {
          const height = (day.filed / most) * TREND_HEIGHT
          return (
            <rect
              key={day.date}
              className={index === month.length - 1 ? styles.today : styles.bar}
              x={step * (index + (1 - BAR_SHARE) / 2)}
              width={step * BAR_SHARE}
              y={TREND_HEIGHT - height}
              height={height}
            />
          )
        })}
        <g transform={`translate(${step / 2} 0) scale(${1 - 1 / month.length} 1)`}>
          <path
            className={styles.dashes}
            d={trendPath(
              month.map((day) => day.filedBefore),
              most,
              false,
            )}
          />
        </g>
      </svg>
      <div className={styles.axis} aria-hidden="true">
        <span>{dayOf(month[0]!.date)}</span>
        <span>{dayOf(month[Math.floor(month.length / 2)]!.date)}</span>
        <span>{t('month.today')}</span>
      </div>
    </section>
  )
})
