import { useCallback, useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { readParameter } from '#client/address.ts'
import { useMapView } from '#client/map/use-map-view.ts'
import { useQuietMap } from '#client/map/use-quiet-map.ts'
import { useCounty } from '#client/state/county.ts'
import { useKeys } from '#client/state/keys.ts'
import type { Position } from '#domain/contract/common.ts'
import type { County } from '#domain/contract/county.ts'
import { listStations, type Station } from '#domain/contract/station.ts'
import { chooseStations } from '#domain/coverage/choose-stations.ts'
import styles from './CirclePage.module.css'
import { CountySummary } from './CountySummary.tsx'
import { changedStations } from './changed-stations.ts'
import { type Coverage, CoverageProvider } from './coverage-context.ts'
import { boundsAround, freeOfPanels } from './frame.ts'
import { useCoverageThread } from './model/use-coverage-thread.ts'
import { SidePanel, shownPart } from './SidePanel.tsx'
import { StationSummary } from './StationSummary.tsx'
import { tapStation } from './tap-station.ts'
import { useAnswer } from './use-answer.ts'
import { useCircleLayers } from './use-circle-layers.ts'
import { useCircleState } from './use-circle-state.ts'
import { useFigures } from './use-figures.ts'
import { useQuestion } from './use-question.ts'
import { WalkControls } from './WalkControls.tsx'
import { useDraft, useShownChanges } from './what-if/draft-store.ts'
import { useDraftKeeping } from './what-if/use-draft-keeping.ts'
import { WhatIfMap } from './what-if/WhatIfMap.tsx'

/** Service circles for leaders: who walks to a station in time, who only lives inside its circle, and who is left out. */
export default function CirclePage() {
  const county = useCounty()
  return county === null ? null : <Circle key={county.code} county={county} />
}

const none: readonly Station[] = []
/** Issues and the borders of grids say nothing of walking. */
const hidden = ['issue', 'grid', 'micro_grid'] as const
const RADIUS_METERS = 1500

function Circle({ county }: { county: County }) {
  const view = useMapView()
  const state = useCircleState()
  const page = useRef<HTMLDivElement>(null)
  const listed = useAnswer(listStations, { query: { county: county.code } })
  useDraftKeeping(county.code, state)
  const coverage = useCoverageOf(county, state, listed, page)
  const { station: chosen, choose, stations } = coverage
  useCircleLayers(coverage)
  useQuietMap(hidden)
  useMapScale()
  useCircleKeys(
    state.setMinutes,
    useCallback(() => choose(null), [choose]),
  )
  const opened = useRef(false)
  useEffect(() => {
    // an address that names a camera, or a station not yet known, is not moved
    if (opened.current || (state.station !== '' && chosen === null)) return
    opened.current = true
    if (readParameter('camera') !== null) return
    const bounds = chosen ? boundsAround(chosen.position, RADIUS_METERS) : county.townBounds
    view.fit(bounds, { padding: freeOfPanels(page.current) })
  }, [view, county, chosen, state.station])
  const part = shownPart(state)
  // with the tools in hand a tap is a tool's
  const tapped = part.id !== 'what-if' && part.id !== 'repair'
  useEffect(() => {
    if (!tapped) return
    const stops = [
      view.onClick(({ longitude, latitude }) => {
        const station = tapStation(stations, longitude, latitude, view.getCamera().zoom)
        if (station) choose(station)
      }),
      view.onHover((pointer) => {
        const over = pointer && tapStation(stations, pointer.longitude, pointer.latitude, view.getCamera().zoom)
        view.setCursor(over ? 'pointer' : '')
      }),
    ]
    return () => {
      for (const stop of stops) stop()
      view.setCursor('')
    }
  }, [view, stations, choose, tapped])

  return (
    <CoverageProvider value={coverage}>
      <div ref={page} className={styles.circle} data-chosen={state.station !== '' || undefined}>
        <div className={styles.summary} data-covers="left">
          {state.station === '' ? <CountySummary /> : <StationSummary />}
        </div>
        <div className={styles.controls} data-covers="bottom">
          <WalkControls />
        </div>
        <div className={styles.list} data-covers="right" data-wide={part.wide} data-hands={!tapped || undefined}>
          <SidePanel />
        </div>
      </div>
      {part.id === 'what-if' && <WhatIfMap />}
    </CoverageProvider>
  )
}

function useCoverageOf(
  county: County,
  state: Coverage['state'],
  listed: Coverage['listed'],
  page: { current: HTMLElement | null },
): Coverage {
  const view = useMapView()
  const { model, retry: retryModel } = useCoverageThread(county.code)
  const question = useQuestion(state, useShownChanges())
  const settled = useQuestion(
    state,
    useDraft((draft) => draft.changes),
  )
  const { figures, live } = useFigures(county, question, settled, model, listed.answer?.stations ?? null)
  const { changes, stations: choice } = question
  const stations = useMemo(() => changedStations(listed.answer?.stations ?? none, changes), [listed.answer, changes])
  const countedStations = useMemo(() => {
    const counts = chooseStations(stations, choice)
    return stations.filter((_, at) => counts[at] === 1)
  }, [stations, choice])
  const station = useMemo(() => stations.find(({ code }) => code === state.station) ?? null, [stations, state.station])

  const choose = useCallback(
    (next: Station | null) => {
      state.setStation(next?.code ?? '')
      // the stations have been chosen from: who this one leaves out is next
      if (next && shownPart({ part: readParameter('show') ?? '', station: '' }).id === 'stations') state.setPart('')
      const bounds = next ? boundsAround(next.position, RADIUS_METERS) : county.townBounds
      // the panels of the new state must stand before what they cover is measured
      requestAnimationFrame(() => view.fit(bounds, { padding: freeOfPanels(page.current), animate: true }))
    },
    [state.setStation, state.setPart, county, view, page],
  )
  const showOnMap = useCallback(
    ([longitude, latitude]: Position) =>
      view.setCamera({ longitude, latitude, zoom: Math.max(view.getCamera().zoom, 16) }, { animate: true }),
    [view],
  )
  return useMemo(
    () => ({
      county,
      state,
      listed,
      stations,
      countedStations,
      station,
      question,
      settled,
      model,
      retryModel,
      live,
      figures,
      choose,
      showOnMap,
    }),
    [
      county,
      state,
      listed,
      stations,
      countedStations,
      station,
      question,
      settled,
      model,
      retryModel,
      live,
      figures,
      choose,
      showOnMap,
    ],
  )
}

/** Signs and labels of the map grow with the page's text: a projector is read from afar. */
function useMapScale(): void {
  const view = useMapView()
  useEffect(() => {
    const follow = () => view.setScale(Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16)
    follow()
    window.addEventListener('resize', follow)
    return () => {
      window.removeEventListener('resize', follow)
      view.setScale(1)
    }
  }, [view])
}

function useCircleKeys(setMinutes: (change: (before: number) => number) => void, leave: () => void): void {
  const { t } = useTranslation('circle')
  useKeys(
    useMemo(
      () => [
        { key: '[', text: t('keys.minutes'), run: () => setMinutes((before) => before - 1) },
        { key: ']', text: t('keys.minutes'), run: () => setMinutes((before) => before + 1) },
        { key: 'Backspace', text: t('keys.leave'), run: leave },
      ],
      [t, setMinutes, leave],
    ),
  )
}
