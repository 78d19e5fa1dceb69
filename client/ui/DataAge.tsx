import { useTranslation } from 'react-i18next'
import { freshnessOf, isOld, useLive } from '#client/state/live.ts'
import styles from './DataAge.module.css'
import { useNow } from './use-now.ts'

const SECOND = 1_000

export interface DataAgeProps {
  /** Prints a moment (milliseconds since 1970) as the page shows it, in the county's time zone. */
  moment(milliseconds: number): string
  className?: string | undefined
}

/** How old the data on screen is: live, late by so much, or cut since a moment; always beside the title. */
export function DataAge({ moment, className }: DataAgeProps) {
  const { t } = useTranslation('ui')
  useNow(SECOND)
  // told each second and when the line changes, not for each of thousands of changes
  useLive((state) => `${state.connection} ${state.refused} ${state.dataAt === null}`)
  const live = useLive.getState()
  const now = Date.now()
  const freshness = freshnessOf(live, now)
  const seconds = live.dataAt === null ? 0 : Math.max(0, Math.round((now - live.dataAt) / SECOND))
  const since = live.dataAt === null ? '' : moment(live.dataAt + live.clockOffset)
  const words = {
    waiting: t('age.waiting'),
    live: seconds < 2 ? t('age.live') : t('age.liveSeconds', { seconds }),
    late: isOld(live, now) ? t('age.old', { since }) : t('age.late', { seconds }),
    cut: live.dataAt === null ? t('age.cutFromStart') : t('age.cut', { since }),
  }
  return (
    <span
      className={[styles.age, className].filter(Boolean).join(' ')}
      data-freshness={freshness}
      data-feed={live.sequence}
      role="status"
    >
      {live.refused === null ? words[freshness] : t('age.refused', { since })}
    </span>
  )
}
