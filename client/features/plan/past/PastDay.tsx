import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMapView } from '#client/map/use-map-view.ts'
import { textCodec, useUrlState } from '#client/state/url.ts'
import { Button } from '#client/ui/Button.tsx'
import { ErrorState } from '#client/ui/ErrorState.tsx'
import { Field } from '#client/ui/Field.tsx'
import { Spinner } from '#client/ui/Spinner.tsx'
import { isDay } from '#domain/calendar/is-day.ts'
import type { County } from '#domain/contract/county.ts'
import { Gauges } from '../Gauges.tsx'
import type { OpenDraft } from '../plan-desk.ts'
import { firstScope, type PlanScope, ScopeSelect } from '../ScopeSelect.tsx'
import start from '../StartPanel.module.css'
import { useNumber } from '../use-number.ts'
import { freeOfPanels } from '../use-plan-camera.ts'
import { usePlanOverlays } from '../use-plan-overlays.ts'
import { useTallies } from '../use-tallies.ts'
import { boundsOfGrids } from './bounds-of-grids.ts'
import styles from './PastDay.module.css'
import { useDay } from './use-day.ts'

const scopeCodec = textCodec('')

export interface PastDayProps {
  county: County
  scopes: readonly PlanScope[]
  /** 'YYYY-MM-DD'. */
  asOf: string
  /** The day that it is in the county. */
  today: string
  onDay(day: string): void
  onClose(): void
}

/** Grids, micro-grids and their figures as of any day; day and area stand in the address. */
export function PastDay({ county, scopes, asOf, today, onDay, onClose }: PastDayProps) {
  const { t } = useTranslation('plan')
  const [about, setAbout] = useUrlState('about', scopeCodec)
  const scope = scopes.some(({ code }) => code === about) ? about : firstScope(scopes)
  const day = useDay(county.code, scope, asOf)
  return (
    <aside className={start.start} aria-label={t('past.title')}>
      <header>
        <h1>{t('past.title')}</h1>
        <p>{t('past.words')}</p>
      </header>
      <Field
        label={t('past.day')}
        type="date"
        value={asOf}
        onChange={(event) => {
          if (isDay(event.target.value)) onDay(event.target.value)
        }}
      />
      <ScopeSelect scopes={scopes} value={scope} onChange={setAbout} />
      {day.state === 'loading' && <Spinner />}
      {day.state === 'no-day' && (
        <div className={styles.refused} role="alert">
          <p>{t('past.noDay', { day: asOf.slice(0, 40) })}</p>
          <Button onClick={() => onDay(today)}>{t('past.goTo', { day: today })}</Button>
        </div>
      )}
      {day.state === 'failed' && <ErrorState code={day.code} onRetry={() => onDay(asOf)} />}
      {day.state === 'ready' && <Figures ground={day.ground} onDay={onDay} />}
      {day.state === 'ready' && day.ground.work.draft.grids.size > 0 && (
        <a
          className={styles.take}
          href={`/api/grid-file?county=${county.code}&scope=${scope}&asOf=${asOf}&format=xlsx`}
          download
        >
          {t('past.take')}
        </a>
      )}
      <Button onClick={onClose}>{t('drafts')}</Button>
    </aside>
  )
}

function Figures({ ground, onDay }: { ground: Pick<OpenDraft, 'work' | 'base' | 'tones'>; onDay(day: string): void }) {
  const { t } = useTranslation('plan')
  const view = useMapView()
  const { number } = useNumber()
  const [chosen, setChosen] = useState<string | null>(null)
  const { work, base } = ground
  const tallies = useTallies(ground)
  usePlanOverlays(ground, { level: 'grid', chosen, other: null, compare: false, heat: false, swiped: false, number })
  useEffect(() => {
    const bounds = boundsOfGrids(work.draft, null)
    if (bounds) view.fit(bounds, { padding: freeOfPanels() })
  }, [view, work])
  const sum = (of: (one: (typeof tallies)[number]) => number) =>
    number.format(tallies.reduce((all, one) => all + of(one), 0))
  const go = (code: string) => {
    setChosen(code)
    const bounds = boundsOfGrids(work.draft, code)
    if (bounds) view.fit(bounds, { padding: freeOfPanels(72), animate: true, maxZoom: 16.5 })
  }
  if (tallies.length === 0) return <NoGrids asOf={base.asOf} begins={base.begins} onDay={onDay} />
  return (
    <>
      <p className={styles.sum}>
        {t('past.sum', {
          day: base.asOf,
          grids: number.format(tallies.length),
          microGrids: number.format(work.draft.microGrids.size),
          households: sum((one) => one.households),
          issues: sum((one) => one.issues),
        })}
      </p>
      <Gauges tallies={tallies} norm={base.norm} chosen={chosen} compare={false} onChoose={go} />
    </>
  )
}

/** Why a day has no grids, and the first that has. */
function NoGrids({ asOf, begins, onDay }: { asOf: string; begins: string | null; onDay(day: string): void }) {
  const { t } = useTranslation('plan')
  if (begins === null || begins <= asOf) return <p className={start.none}>{t('past.none', { day: asOf })}</p>
  return (
    <div className={styles.refused} role="alert">
      <p>{t('past.before', { day: asOf, begins })}</p>
      <Button onClick={() => onDay(begins)}>{t('past.goTo', { day: begins })}</Button>
    </div>
  )
}
