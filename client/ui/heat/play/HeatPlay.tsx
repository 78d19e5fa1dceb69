import { useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useMapView } from '#client/map/use-map-view.ts'
import { useKeys } from '#client/state/keys.ts'
import { useReducedMotion } from '#client/state/view.ts'
import { Button } from '#client/ui/Button.tsx'
import { ErrorState } from '#client/ui/ErrorState.tsx'
import { Spinner } from '#client/ui/Spinner.tsx'
import type { County } from '#domain/contract/county.ts'
import { HeatPictureButton } from '../export/HeatPictureButton.tsx'
import styles from './HeatPlay.module.css'
import { PlayControls } from './PlayControls.tsx'
import { PlayScale } from './PlayScale.tsx'
import { PlayTrack } from './PlayTrack.tsx'
import type { PlayFilter, PlayQuestion } from './play.types.ts'
import { usePlay } from './use-play.ts'
import { useHeatPlay, usePlayLook } from './use-play-address.ts'
import { usePlayOverlay } from './use-play-overlay.ts'
import { usePlayPicture } from './use-play-picture.ts'
import { usePlayWords } from './use-play-words.ts'

export interface HeatPlayProps {
  county: County
  /** Radius of the kernel in metres. */
  bandwidthMeters: number
  filter: PlayFilter
  /** The filter in words of the current language, one phrase each. */
  filterLines: readonly string[]
}

/**
 * The bar that plays a county's heat day by day; mount it (lazily) while `useHeatPlay().open`, and draw no other surface then.
 * It draws the map's surface by itself and brings title, unit, classes and the reading under the pointer along.
 */
export default function HeatPlay({ county, bandwidthMeters, filter, filterLines }: HeatPlayProps) {
  const { t } = useTranslation('heat-play')
  const view = useMapView()
  const still = useReducedMotion()
  const { stop } = useHeatPlay()
  const look = usePlayLook(county.settings.heatBreaks)
  const { days, breaks, daysPerSecond } = look
  const draw = usePlayOverlay(view, breaks.length + 1)
  const { state, session } = usePlay({
    question: useQuestion({ county: county.code, bandwidthMeters, ...filter }),
    ...{ days, breaks, daysPerSecond, draw },
    runs: !still,
  })
  const words = usePlayWords()
  const frame = state.kind === 'ready' ? state.frame : null
  const shown = useMemo(
    () => (state.kind === 'ready' && state.frame ? { ...state, frame: state.frame } : null),
    [state],
  )
  const picture = usePlayPicture(county, bandwidthMeters, filterLines, shown)
  useKeys(
    useMemo(() => {
      if (!session || !frame) return []
      return [
        { key: 'k', text: t('keys.toggle'), run: session.toggle },
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
          {t('heat:title.density.all')} <span className={styles.unit}>{t('heat:unit.density')}</span>
        </h2>
        <div className={styles.actions}>
          {picture && <HeatPictureButton words={picture} />}
          <Button onClick={stop}>{t('now')}</Button>
        </div>
      </header>
      {state.kind === 'loading' && <Spinner />}
      {state.kind === 'failed' && <ErrorState code={state.code} />}
      {state.kind === 'empty' && <p className={styles.span}>{t('empty')}</p>}
      {state.kind === 'ready' && session && frame && (
        <>
          <div className={styles.told}>
            <p className={styles.day}>{words.day(frame, state.history)}</p>
            <p className={styles.span}>{[words.span(frame, state.history), ...filterLines].join(' · ')}</p>
            <PlayScale view={view} frame={frame} />
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

/** Keeps its identity while the same is asked. */
function useQuestion({ county, bandwidthMeters, category, source, hours, weekdays }: PlayQuestion): PlayQuestion {
  return useMemo(
    () => ({ county, bandwidthMeters, category, source, hours, weekdays }),
    [county, bandwidthMeters, category, source, hours, weekdays],
  )
}
