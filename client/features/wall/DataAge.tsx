import { useTranslation } from 'react-i18next'
import { freshnessOf, useLive } from '#client/state/live.ts'
import styles from './DataAge.module.css'
import type { Format } from './use-format.ts'
import { useNow } from './use-now.ts'

const SECOND = 1_000

/** How old the data on screen is: live, late by so much, or cut since a moment; always beside the title. */
export function DataAge({ format }: { format: Format }) {
  const { t } = useTranslation('wall')
  useNow(SECOND)
  const live = useLive()
  const now = Date.now()
  const freshness = freshnessOf(live, now)
  const seconds = live.dataAt === null ? 0 : Math.max(0, Math.round((now - live.dataAt) / SECOND))
  const since = live.dataAt === null ? '' : format.seconds(live.dataAt + live.clockOffset)
  const words = {
    waiting: t('age.waiting'),
    live: seconds < 2 ? t('age.live') : t('age.liveSeconds', { seconds }),
    late: t('age.late', { seconds }),
    cut: live.dataAt === null ? t('age.cutFromStart') : t('age.cut', { since }),
  }
  return (
    <span className={styles.age} data-freshness={freshness} role="status">
      {words[freshness]}
    </span>
  )
}
