import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { Button } from '#client/ui/Button.tsx'
import { EmptyState } from '#client/ui/EmptyState.tsx'
import { Panel } from '#client/ui/Panel.tsx'
import { Spinner } from '#client/ui/Spinner.tsx'
import type { getCoverage } from '#domain/contract/coverage.ts'
import type { Station } from '#domain/contract/station.ts'
import { straightRadiusMeters, type WalkProfile } from '#domain/coverage/profile.ts'
import { MinuteBars } from './MinuteBars.tsx'
import { Refusal } from './Refusal.tsx'
import { Share } from './Share.tsx'
import styles from './Summary.module.css'
import type { Remote } from './use-answer.ts'
import { useNumbers } from './use-numbers.ts'

export interface StationSummaryProps {
  /** null while the list is on its way. */
  station: Station | null
  /** The address names a station that the county does not have. */
  unknown: boolean
  remote: Remote<z.output<typeof getCoverage.answer>>
  minutes: number
  profile: WalkProfile
  onLeave(): void
}

/** One station: the share of its circle that can really walk there, said in a sentence and in bars. */
export function StationSummary({ station, unknown, remote, minutes, profile, onLeave }: StationSummaryProps) {
  const { t } = useTranslation('circle')
  const coverage = remote.answer?.station ?? null
  const leave = (
    <Button look="quiet" onClick={onLeave}>
      {t('toCounty')}
    </Button>
  )
  return (
    <Panel
      className={styles.panel}
      title={station?.name ?? t('station')}
      actions={leave}
      aria-busy={remote.state === 'loading'}
    >
      {station && (
        <p className={styles.sub}>
          {[t(`level.${station.level}`), t('onFoot', { minutes }), t(`profile.${profile}`)].join(t('dot'))}
        </p>
      )}
      {unknown && <EmptyState title={t('refusal.unknown-station.title')} hint={t('refusal.unknown-station.way')} />}
      {!unknown && remote.state === 'failed' && <Refusal remote={remote} />}
      {!coverage && remote.state === 'loading' && <Spinner />}
      {coverage && !unknown && (
        <Told
          coverage={coverage}
          ages={remote.answer?.county.elderly !== 0}
          minutes={minutes}
          profile={profile}
          stale={remote.state === 'loading'}
        />
      )}
    </Panel>
  )
}

function Told({
  coverage,
  ages,
  minutes,
  profile,
  stale,
}: {
  /** Whether the county knows of anybody's age. */
  ages: boolean
  coverage: NonNullable<z.output<typeof getCoverage.answer>['station']>
  minutes: number
  profile: WalkProfile
  stale: boolean
}) {
  const { t } = useTranslation('circle')
  const numbers = useNumbers()
  const whole = coverage.straight[minutes] ?? 0
  const cannot = coverage.cannotWalk[minutes] ?? 0
  const radius = numbers.whole(straightRadiusMeters(profile, minutes))
  return (
    <div className={styles.told} data-stale={stale || undefined}>
      <Share
        part={whole - cannot}
        whole={whole}
        label={t('share.station')}
        count={t('share.count', { part: numbers.whole(whole - cannot), whole: numbers.whole(whole) })}
      />
      <p className={styles.contrast} aria-live="polite">
        {whole === 0
          ? t('contrast.nobody', { radius })
          : t('contrast.circle', { radius, households: numbers.whole(whole) })}
        {whole > 0 && (
          <strong data-good={cannot === 0 || undefined}>
            {cannot === 0 ? t('contrast.all') : t('contrast.cannot', { households: numbers.whole(cannot) })}
          </strong>
        )}
      </p>
      <MinuteBars
        walk={coverage.walk}
        straight={coverage.straight}
        elderly={ages ? coverage.elderlyCounts : null}
        minutes={minutes}
      />
      <p className={styles.note}>{t('method')}</p>
    </div>
  )
}
