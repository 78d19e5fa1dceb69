import { useTranslation } from 'react-i18next'
import type { EmergingArea } from '#domain/contract/heat-area.ts'
import type { HeatFormat } from '../use-heat-format.ts'
import styles from './WeekSpark.module.css'

export interface WeekSparkProps {
  area: EmergingArea
  /** First day of each week. */
  weeks: readonly string[]
  format: HeatFormat
}

const HEIGHT = 28

/** Issues by week as bars; a hot week has a triangle above it, a cold one below. */
export function WeekSpark({ area: { counts, significant }, weeks, format }: WeekSparkProps) {
  const { t } = useTranslation('heat')
  const most = Math.max(1, ...counts)
  const hot = significant.filter((week) => week > 0).length
  const cold = significant.filter((week) => week < 0).length
  return (
    <div className={styles.spark}>
      <svg
        viewBox={`0 0 ${counts.length * 8} ${HEIGHT + 8}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={t('weeks.label', { weeks: counts.length, hot, cold, counts: counts.join(', ') })}
      >
        {counts.map((count, week) => {
          const height = (count / most) * (HEIGHT - 2)
          const x = week * 8
          const sign = significant[week] ?? 0
          return (
            <g key={weeks[week]} data-sign={sign}>
              <rect x={x + 1} y={HEIGHT - height} width={6} height={height + 1} />
              {sign > 0 && <path d={`M${x + 1} ${HEIGHT + 7}h6l-3 -5z`} />}
              {sign < 0 && <path d={`M${x + 1} ${HEIGHT + 2}h6l-3 5z`} />}
            </g>
          )
        })}
      </svg>
      <p>
        <span>{format.day(weeks[0] ?? '1970-01-05')}</span>
        <span>{t('weeks.most', { count: most })}</span>
      </p>
    </div>
  )
}
