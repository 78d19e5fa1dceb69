import { useCallback, useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { readParameter } from '#client/address.ts'
import { defaultLayers } from '#client/map/base-layers.ts'
import { useMapView } from '#client/map/use-map-view.ts'
import { useCounty } from '#client/state/county.ts'
import { useKeys } from '#client/state/keys.ts'
import { setLayers } from '#client/state/layers.ts'
import type { Position } from '#domain/contract/common.ts'
import type { County } from '#domain/contract/county.ts'
import { getCoverage, type LeftOutGroup } from '#domain/contract/coverage.ts'
import { listStations, type Station } from '#domain/contract/station.ts'
import styles from './CirclePage.module.css'
import { CountySummary } from './CountySummary.tsx'
import { type Coverage, CoverageProvider } from './coverage-context.ts'
import { boundsAround, freeOfPanels } from './frame.ts'
import { SidePanel, shownPart } from './SidePanel.tsx'
import { StationSummary } from './StationSummary.tsx'
import { tapStation } from './tap-station.ts'
import { useAnswer } from './use-answer.ts'
import { useCircleLayers } from './use-circle-layers.ts'
import { useCircleState } from './use-circle-state.ts'
import { WalkControls } from './WalkControls.tsx'

/** Service circles for leaders: who walks to a station in time, who only lives inside its circle, and who is left out. */
export default function CirclePage() {
  const county = useCounty()
  return county === null ? null : <Circle key={county.code} county={county} />
}

const none: readonly Station[] = []
const nobody: readonly LeftOutGroup[] = []
const RADIUS_METERS = 1500

function Circle({ county }: { county: County }) {
  const view = useMapView()
  const state = useCircleState()
  const { minutes, profile } = state
  const page = useRef<HTMLDivElement>(null)
  const listed = useAnswer(listStations, { county: county.code })
  const stations = listed.answer?.stations ?? none
  const chosen = stations.find(({ code }) => code === state.station) ?? null
  const counted = useAnswer(getCoverage, {
    county: county.code,
    profile,
    ...(state.station === '' ? {} : { station: state.station }),
  })
  const ofStation = counted.answer?.station?.code === state.station ? counted.answer.station : null
  const leftOut = (state.station === '' ? counted.answer?.county : ofStation)?.leftOut ?? nobody
  useCircleLayers({ county: county.code, state, station: chosen, stations, leftOut })

  const choose = useCallback(
    (station: Station | null) => {
      state.setStation(station?.code ?? '')
      // the stations have been chosen from: who this one leaves out is next
      if (station) state.setPart('')
      const bounds = station ? boundsAround(station.position, RADIUS_METERS) : county.townBounds
      // the panels of the new state must stand before what they cover is measured
      requestAnimationFrame(() => view.fit(bounds, { padding: freeOfPanels(page.current), animate: true }))
    },
    [state.setStation, state.setPart, county, view],
  )

  const showOnMap = useCallback(
    ([longitude, latitude]: Position) =>
      view.setCamera({ longitude, latitude, zoom: Math.max(view.getCamera().zoom, 16) }, { animate: true }),
    [view],
  )

  useQuietMap()
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
  useEffect(() => {
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
  }, [view, stations, choose])

  const told = useMemo(
    (): Coverage => ({ county, state, station: chosen, listed, counted, leftOut, choose, showOnMap }),
    [county, state, chosen, listed, counted, leftOut, choose, showOnMap],
  )
  return (
    <CoverageProvider value={told}>
      <div ref={page} className={styles.circle} data-chosen={state.station !== '' || undefined}>
        <div className={styles.summary} data-covers="left">
          {state.station === '' ? (
            <CountySummary county={county} remote={counted} minutes={minutes} profile={profile} />
          ) : (
            <StationSummary
              station={chosen}
              unknown={listed.state === 'ready' && chosen === null}
              remote={counted}
              minutes={minutes}
              profile={profile}
              onLeave={() => choose(null)}
            />
          )}
        </div>
        <div className={styles.controls} data-covers="bottom">
          <WalkControls state={state} />
        </div>
        <div className={styles.list} data-covers="right" data-wide={shownPart(state).wide}>
          <SidePanel />
        </div>
      </div>
    </CoverageProvider>
  )
}

/** Opens with issues and grid borders hidden, written into the address where the layer list shows it. */
function useQuietMap(): void {
  useEffect(() => {
    if (readParameter('layers') !== null) return
    const hidden = ['issue', 'grid', 'micro_grid']
    setLayers(
      defaultLayers.map((layer) => (hidden.includes(layer.id) ? { ...layer, visible: false } : layer)),
      defaultLayers,
    )
  }, [])
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
