import { useTranslation } from 'react-i18next'
import { useLanguage } from '#client/state/view.ts'
import { useNow } from '#client/ui/use-now.ts'
import { clockStateOf } from '#domain/contract/issue.ts'
import type { Told } from '#domain/wall/arrivals.ts'
import { ClockMark } from './ClockMark.tsx'
import type { Format } from './use-format.ts'
import styles from './WallBanner.module.css'

const SECOND = 1_000

/** What a rule wants told across the room, until it is taken note of or ten minutes old; how many more there are. */
export function WallBanner({ told, format }: { told: readonly Told[]; format: Format }) {
  const { t } = useTranslation('wall')
  const language = useLanguage()
  const now = useNow(SECOND)
  const first = told[0]
  if (!first) return null
  const { issue, rule, at } = first
  const clock = clockStateOf(issue, now)
  const left = Date.parse(issue.finishBy) - now
  return (
    <section
      className={styles.banner}
      aria-label={t('banner.label')}
      data-wall-side="banner"
      data-emergency={issue.emergency || undefined}
    >
      <ClockMark clock={clock} label={t(`clock.${clock}`)} />
      <div className={styles.words}>
        <strong>
          {t(issue.emergency ? 'banner.emergency' : `banner.${rule.on}`)}
          {' · '}
          {language === 'zh' ? issue.title : issue.categoryNameEn}
        </strong>
        <span>{[issue.streetName, issue.communityName, issue.place].filter((part) => part !== '').join(' · ')}</span>
      </div>
      <div className={styles.clock}>
        <strong>
          {left >= 0
            ? t('banner.left', { duration: format.duration(left / SECOND) })
            : t('banner.over', { duration: format.duration(-left / SECOND) })}
        </strong>
        <span>
          {t('banner.since', { time: format.time(at) })}
          {told.length > 1 && ` · ${t('banner.more', { count: told.length - 1 })}`}
        </span>
      </div>
    </section>
  )
}
