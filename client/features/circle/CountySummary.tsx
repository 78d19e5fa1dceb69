import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { useLanguage } from '#client/state/view.ts'
import { Panel } from '#client/ui/Panel.tsx'
import { Spinner } from '#client/ui/Spinner.tsx'
import type { County } from '#domain/contract/county.ts'
import type { CountyCoverage, getCoverage } from '#domain/contract/coverage.ts'
import type { WalkProfile } from '#domain/coverage/profile.ts'
import { MinuteBars } from './MinuteBars.tsx'
import { Refusal } from './Refusal.tsx'
import { Share } from './Share.tsx'
import styles from './Summary.module.css'
import type { Remote } from './use-answer.ts'
import { useNumbers } from './use-numbers.ts'

export interface CountySummaryProps {
  county: County
  remote: Remote<z.output<typeof getCoverage.answer>>
  minutes: number
  profile: WalkProfile
}

/** The county over all its stations: the opening state, before a station is chosen. */
export function CountySummary({ county, remote, minutes, profile }: CountySummaryProps) {
  const { t } = useTranslation('circle')
  const language = useLanguage()
  const told = remote.answer?.county ?? null
  return (
    <Panel
      className={styles.panel}
      title={t('countyTitle', { county: language === 'zh' ? county.name : county.nameEn, minutes })}
      aria-busy={remote.state === 'loading'}
    >
      <p className={styles.sub}>
        {[t('anyStation'), t('onFoot', { minutes }), t(`profile.${profile}`)].join(t('dot'))}
      </p>
      {remote.state === 'failed' && <Refusal remote={remote} />}
      {!told && remote.state === 'loading' && <Spinner />}
      {told && <Told told={told} minutes={minutes} stale={remote.state === 'loading'} />}
    </Panel>
  )
}

function Told({ told, minutes, stale }: { told: CountyCoverage; minutes: number; stale: boolean }) {
  const { t } = useTranslation('circle')
  const numbers = useNumbers()
  const walk = told.walk[minutes] ?? 0
  const straight = told.straight[minutes] ?? 0
  const beyond = Math.max(0, straight - walk)
  return (
    <div className={styles.told} data-stale={stale || undefined}>
      <Share
        part={walk}
        whole={told.households}
        label={t('share.county', { minutes })}
        count={t('share.count', { part: numbers.whole(walk), whole: numbers.whole(told.households) })}
      />
      <p className={styles.contrast} aria-live="polite">
        {t('contrast.county', { count: told.stations, households: numbers.whole(straight) })}
        <strong data-good={beyond === 0 || undefined}>
          {beyond === 0 ? t('contrast.all') : t('contrast.cannot', { households: numbers.whole(beyond) })}
        </strong>
      </p>
      <MinuteBars
        walk={told.walk}
        straight={told.straight}
        elderly={told.elderly === 0 ? null : told.elderlyCounts}
        minutes={minutes}
      />
      <p className={styles.note}>
        {t('method')}
        {told.offNetwork > 0 && ` ${t('offNetwork', { households: numbers.whole(told.offNetwork) })}`}
        {told.stationsOffNetwork > 0 && ` ${t('stationsOffNetwork', { count: told.stationsOffNetwork })}`}
      </p>
    </div>
  )
}
