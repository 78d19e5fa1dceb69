import { useTranslation } from 'react-i18next'
import { Button } from '#client/ui/Button.tsx'
import { EmptyState } from '#client/ui/EmptyState.tsx'
import { Panel } from '#client/ui/Panel.tsx'
import { Spinner } from '#client/ui/Spinner.tsx'
import { straightRadiusMeters } from '#domain/coverage/profile.ts'
import { useCoverage } from './coverage-context.ts'
import { MinuteBars } from './MinuteBars.tsx'
import { ModelNote } from './ModelNote.tsx'
import { Refusal } from './Refusal.tsx'
import { Share } from './Share.tsx'
import { StationLoadLine } from './StationLoadLine.tsx'
import styles from './Summary.module.css'
import type { Figures } from './use-figures.ts'
import { useNumbers } from './use-numbers.ts'

/** One station: the share of its circle that can really walk there, said in a sentence and in bars. */
export function StationSummary() {
  const { t } = useTranslation('circle')
  const { state, station, listed, figures, choose } = useCoverage()
  const { minutes, profile, direction } = state
  const unknown = listed.state === 'ready' && station === null
  const told = figures.station
  const offNetwork = told?.onNetwork === false
  return (
    <Panel
      className={styles.panel}
      title={station?.name ?? t('station')}
      actions={
        <Button look="quiet" onClick={() => choose(null)}>
          {t('toCounty')}
        </Button>
      }
      aria-busy={!told && !unknown}
    >
      {station && (
        <p className={styles.sub}>
          {[
            t(`level.${station.level}`),
            t(direction === 'from' ? 'homeward' : 'onFoot', { minutes }),
            t(`profile.${profile}`),
          ].join(t('dot'))}
        </p>
      )}
      {unknown && <EmptyState title={t('refusal.unknown-station.title')} hint={t('refusal.unknown-station.way')} />}
      {!unknown && !told && figures.counted.state === 'failed' && <Refusal remote={figures.counted} />}
      {!unknown && !told && figures.counted.state !== 'failed' && <Spinner />}
      {!unknown && offNetwork && (
        <EmptyState title={t('refusal.station-off-network.title')} hint={t('refusal.station-off-network.way')} />
      )}
      {!unknown && told && !offNetwork && <Told told={told} stale={figures.stale} />}
    </Panel>
  )
}

function Told({ told, stale }: { told: NonNullable<Figures['station']>; stale: boolean }) {
  const { t } = useTranslation('circle')
  const { minutes, profile } = useCoverage().state
  const numbers = useNumbers()
  const whole = told.straight[minutes] ?? 0
  const cannot = told.cannotWalk[minutes] ?? 0
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
        walk={told.walk}
        straight={told.straight}
        before={told.before}
        elderly={told.elderly}
        minutes={minutes}
      />
      <StationLoadLine told={told} />
      <p className={styles.note}>{t('method')}</p>
      <ModelNote />
    </div>
  )
}
