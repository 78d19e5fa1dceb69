import { useTranslation } from 'react-i18next'
import { useLanguage } from '#client/state/view.ts'
import { Panel } from '#client/ui/Panel.tsx'
import { Spinner } from '#client/ui/Spinner.tsx'
import { Contrast } from './Contrast.tsx'
import { useCoverage } from './coverage-context.ts'
import { useFilterWords } from './filter/use-filter-words.ts'
import { MinuteBars } from './MinuteBars.tsx'
import { ModelNote } from './ModelNote.tsx'
import { Refusal } from './Refusal.tsx'
import { Share } from './Share.tsx'
import styles from './Summary.module.css'
import type { Figures } from './use-figures.ts'
import { useNumbers } from './use-numbers.ts'

/** The county over all stations that count: the opening state, before a station is chosen. */
export function CountySummary() {
  const { t } = useTranslation('circle')
  const language = useLanguage()
  const { county, state, figures } = useCoverage()
  const { minutes, profile, direction } = state
  const told = figures.county
  const chosen = useFilterWords(state)
  return (
    <Panel
      className={styles.panel}
      title={t('countyTitle', { county: language === 'zh' ? county.name : county.nameEn, minutes })}
      aria-busy={!told}
    >
      <p className={styles.sub}>
        {[chosen, t(direction === 'from' ? 'homeward' : 'onFoot', { minutes }), t(`profile.${profile}`)].join(t('dot'))}
      </p>
      {!told && figures.counted.state === 'failed' && <Refusal remote={figures.counted} />}
      {!told && figures.counted.state !== 'failed' && <Spinner />}
      {told && <Told told={told} minutes={minutes} stale={figures.stale} />}
    </Panel>
  )
}

function Told({ told, minutes, stale }: { told: NonNullable<Figures['county']>; minutes: number; stale: boolean }) {
  const { t } = useTranslation('circle')
  const numbers = useNumbers()
  const walk = told.walk[minutes] ?? 0
  const straight = told.straight?.[minutes] ?? null
  const beyond = straight === null ? 0 : Math.max(0, straight - walk)
  return (
    <div className={styles.told} data-stale={stale || undefined} data-follows={told.before ? true : undefined}>
      <Share
        part={walk}
        whole={told.households}
        before={told.before?.[minutes] ?? null}
        label={t('share.county', { minutes })}
        count={t('share.count', { part: numbers.whole(walk), whole: numbers.whole(told.households) })}
      />
      {told.before ? (
        <Contrast now={walk} before={told.before[minutes] ?? 0} />
      ) : (
        straight !== null && (
          <p className={styles.contrast} aria-live="polite">
            {t('contrast.county', { count: told.stations, households: numbers.whole(straight) })}
            <strong data-good={beyond === 0 || undefined}>
              {beyond === 0 ? t('contrast.all') : t('contrast.cannot', { households: numbers.whole(beyond) })}
            </strong>
          </p>
        )
      )}
      <MinuteBars
        walk={told.walk}
        straight={told.straight}
        before={told.before}
        elderly={told.elderly}
        minutes={minutes}
      />
      <p className={styles.note}>
        {t('method')}
        {told.offNetwork > 0 && ` ${t('offNetwork', { households: numbers.whole(told.offNetwork) })}`}
        {told.stationsOffNetwork > 0 && ` ${t('stationsOffNetwork', { count: told.stationsOffNetwork })}`}
      </p>
      <ModelNote />
    </div>
  )
}
