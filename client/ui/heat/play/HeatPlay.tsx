import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMapView } from '#client/map/use-map-view.ts'
import { useKeys } from '#client/state/keys.ts'
import { useReducedMotion } from '#client/state/view.ts'
import { Button } from '#client/ui/Button.tsx'
import { Spinner } from '#client/ui/Spinner.tsx'
import type { County } from '#domain/contract/county.ts'
import { usualCellMeters } from '#domain/heat/heat-options.ts'
import { spanOfBox } from '#domain/heat/span-of-box.ts'
import type { Areas } from '../areas/area-figures.ts'
import { HeatPictureButton } from '../export/HeatPictureButton.tsx'
import { HeatTold } from '../HeatTold.tsx'
import styles from './HeatPlay.module.css'
import { PlayControls } from './PlayControls.tsx'
import { PlayRates } from './PlayRates.tsx'
import { PlayScale } from './PlayScale.tsx'
import { PlayTrack } from './PlayTrack.tsx'
import type { PlayFilter, PlayKind, PlayQuestion } from './play.types.ts'
import { usePlay } from './use-play.ts'
import { useHeatPlay, usePlayLook } from './use-play-address.ts'
import { usePlayDrawing } from './use-play-drawing.ts'
import { usePlayOverlay } from './use-play-overlay.ts'
import { usePlayPicture } from './use-play-picture.ts'
import { usePlayWords } from './use-play-words.ts'

export interface HeatPlayProps {
  county: County
  /** What is played. */
  kind: 'density' | 'rate'
  /** Of density: radius of the kernel in metres. */
  bandwidthMeters: number
  /** Of rates: the areas that are counted by. */
  by: 'micro_grid' | 'grid'
  filter: PlayFilter
  /** The filter in words of the current language, one phrase each. */
  filterLines: readonly string[]
}

/**
 * The bar that plays a county's heat day by day; mount it (lazily) while `useHeatPlay().open`, and draw no other surface then.
 * It draws the map's surface by itself and brings title, unit, classes and the reading under the pointer along.
 */
export default function HeatPlay({ county, kind, bandwidthMeters, by, filter, filterLines }: HeatPlayProps) {
  const { t } = useTranslation('heat-play')
  const view = useMapView()
  const still = useReducedMotion()
  const { stop } = useHeatPlay()
  const look = usePlayLook(kind, county.settings)
  const { days, breaks, daysPerSecond } = look
  const played = useMemo<PlayKind>(
    () =>
      kind === 'density'
        ? { kind, bandwidthMeters, cellMeters: playCellMeters(bandwidthMeters, county.bounds) }
        : { kind, by },
    [kind, bandwidthMeters, county, by],
  )
  const [areas, setAreas] = useState<Areas | null>(null)
  const draw = usePlayOverlay(view, usePlayDrawing(breaks, areas))
  const { state, session } = usePlay({
    question: useQuestion(county.code, played, filter),
    ...{ days, breaks, daysPerSecond, draw },
    runs: !still,
  })
  const told = state.kind === 'ready' ? state.history.areas : null
  useEffect(() => setAreas(told), [told])
  const words = usePlayWords()
  const frame = state.kind === 'ready' ? state.frame : null
  const shown = useMemo(
    () => (state.kind === 'ready' && state.frame ? { ...state, frame: state.frame } : null),
    [state],
  )
  const picture = usePlayPicture(county, played, filterLines, breaks, shown)
  useKeys(
    useMemo(() => {
      if (!session || !frame) return []
      return [
        { key: 'K', shift: true, text: t('keys.toggle'), run: session.toggle },
        { key: ',', text: t('keys.back'), run: () => session.show(frame.day - 1) },
        { key: '.', text: t('keys.forward'), run: () => session.show(frame.day + 1) },
      ]
    }, [session, frame, t]),
  )
  const bar = useRef<HTMLElement>(null)
  // what opened it is gone: the keys go on from here
  useEffect(() => bar.current?.focus({ preventScroll: true }), [])

  return (
    <section
      ref={bar}
      className={styles.bar}
      aria-label={t('title')}
      tabIndex={-1}
      aria-busy={state.kind === 'loading'}
    >
      <header className={styles.head}>
        <h2 className={styles.title}>
          {t(`heat:title.${kind}.all`)} <span className={styles.unit}>{t(`heat:unit.${kind}`)}</span>
        </h2>
        <div className={styles.actions}>
          {picture && <HeatPictureButton words={picture} />}
          <Button onClick={stop}>{t('now')}</Button>
        </div>
      </header>
      {state.kind === 'loading' && <Spinner />}
      {state.kind === 'failed' && <HeatTold code={state.code} shown={false} />}
      {state.kind === 'empty' && <p className={styles.span}>{t('empty')}</p>}
      {state.kind === 'ready' && session && frame && (
        <>
          <div className={styles.told}>
            <p className={styles.day}>{words.day(frame, state.history)}</p>
            <p className={styles.span}>{[words.span(frame, state.history), ...filterLines].join(' · ')}</p>
            {frame.kind === 'density' && <PlayScale view={view} frame={frame} />}
            {frame.kind === 'rate' && state.history.areas && (
              <PlayRates view={view} areas={state.history.areas} frame={frame} />
            )}
          </div>
          <div className={styles.time}>
            <PlayControls
              frame={frame}
              last={state.history.days.length - 1}
              playing={state.playing}
              look={look}
              session={session}
            />
            <PlayTrack
              history={state.history}
              frame={frame}
              days={days}
              text={words.day(frame, state.history)}
              onDay={session.show}
              onToggle={session.toggle}
            />
          </div>
        </>
      )}
    </section>
  )
}

/** The finest cell that histories are counted by. */
const LEAST_CELL_METERS = 10

/** As surfaces have it: coarser where the county would have too many cells. */
function playCellMeters(bandwidthMeters: number, bounds: County['bounds']): number {
  return Math.max(LEAST_CELL_METERS, usualCellMeters(bandwidthMeters, spanOfBox(bounds)))
}

/** Keeps its identity while the same is asked. */
function useQuestion(county: string, played: PlayKind, filter: PlayFilter): PlayQuestion {
  const { category, source, hours, weekdays } = filter
  return useMemo(
    () => ({ county, ...played, category, source, hours, weekdays }),
    [county, played, category, source, hours, weekdays],
  )
}
