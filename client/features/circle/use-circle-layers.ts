import { useEffect, useMemo } from 'react'
import { useMapView } from '#client/map/use-map-view.ts'
import { getCoverageArea, getCoverageStreets } from '#domain/contract/coverage.ts'
import { straightRadiusMeters } from '#domain/coverage/profile.ts'
import {
  areaOverlay,
  chosenOverlay,
  leftOutOverlay,
  shiftOverlay,
  stationOverlay,
  straightOverlay,
  streetOverlay,
} from './circle.layer.ts'
import type { Coverage } from './coverage-context.ts'
import { useModelAnswer } from './model/use-model-answer.ts'
import { streetData, unpackPiece } from './street-data.ts'
import { useAnswer } from './use-answer.ts'
import { useColors } from './use-colors.ts'
import { useDrawn } from './use-drawn.ts'
import { useLeftOut } from './use-left-out.ts'
import { useDraft } from './what-if/draft-store.ts'

const overlays = ['area', 'streets', 'straight', 'stations', 'chosen', 'left-out', 'shifts']

/** Draws stations, streets, area, straight circle and those left out. The slider redraws without asking the server. */
export function useCircleLayers(coverage: Coverage): void {
  const { state } = coverage
  const view = useMapView()
  const colors = useColors()
  const { minutes, profile } = state
  const moving = useDraft((draft) => draft.moving !== null)
  const stations = useDrawn(coverage.stations, moving)
  const countedStations = useDrawn(coverage.countedStations, moving)
  const station = useDrawn(coverage.station, moving)
  const streets = useStreets(coverage)
  const area = useArea(coverage)
  const leftOut = useLeftOut(coverage)
  const shifts = useModelAnswer(coverage.model, 'shifts', coverage.settled)?.told

  useEffect(() => {
    view.setOverlay('circle-area', station && area ? areaOverlay(area, colors) : null)
  }, [view, station, area, colors])
  useEffect(() => {
    // where a station would bring most is told by the same streets
    const shown = state.part === 'where-next' ? null : streets
    view.setOverlay('circle-streets', shown ? streetOverlay(shown, minutes, colors, state.station === '') : null)
  }, [view, streets, minutes, colors, state.station, state.part])
  useEffect(() => {
    const radiusMeters = straightRadiusMeters(profile, minutes)
    view.setOverlay('circle-straight', station && straightOverlay(station.position, radiusMeters, colors))
  }, [view, station, profile, minutes, colors])
  const counted = useMemo(() => new Set(countedStations.map(({ code }) => code)), [countedStations])
  // the base map's house of a station that does not count, is elsewhere now, or no more
  const { changes } = coverage.settled
  useEffect(() => {
    const gone = changes.flatMap((change) =>
      change.kind === 'move-station' || change.kind === 'close-station' ? [change.code] : [],
    )
    const hidden = [...gone, ...stations.flatMap(({ code }) => (counted.has(code) ? [] : [code]))]
    const handled = state.part === 'what-if'
    view.setBaseFilter(
      'station',
      handled ? ['literal', false] : hidden.length > 0 ? ['!', ['in', ['get', 'code'], ['literal', hidden]]] : null,
    )
    return () => view.setBaseFilter('station', null)
  }, [view, changes, stations, counted, state.part])
  useEffect(() => {
    view.setOverlay('circle-stations', stationOverlay(stations, counted, colors))
  }, [view, stations, counted, colors])
  useEffect(() => {
    view.setOverlay('circle-chosen', station && chosenOverlay(station, colors))
  }, [view, station, colors])
  useEffect(() => {
    // what a change moves stands in the place of what it does not
    const shown = (shifts && shifts.length > 0) || state.part === 'where-next' ? [] : leftOut
    view.setOverlay('circle-left-out', shown && shown.length > 0 ? leftOutOverlay(shown, colors) : null)
    view.setOverlay('circle-shifts', shifts && shifts.length > 0 ? shiftOverlay(shifts, colors) : null)
  }, [view, leftOut, shifts, colors, state.part])
  useEffect(
    () => () => {
      for (const part of overlays) view.setOverlay(`circle-${part}`, null)
    },
    [view],
  )
}

/** Streets by minutes: from the model, until it is there from the server. */
function useStreets({ county, state, settled, model }: Coverage): GeoJSON.FeatureCollection | null {
  const told = useModelAnswer(model, 'streets', settled)
  const query = { county: county.code, profile: state.profile, ...(state.station !== '' && { station: state.station }) }
  const asked = useAnswer(getCoverageStreets, model.state === 'lost' && settled.changes.length === 0 ? { query } : null)
  const lines = useMemo(() => asked.answer && streetData(asked.answer.pieces.map(unpackPiece)), [asked.answer])
  return told ? told.told : lines
}

/** Ground within the minutes of the chosen station. */
function useArea({ county, state, settled, model }: Coverage) {
  const told = useModelAnswer(model, 'area', state.station === '' ? null : settled)
  const query = { county: county.code, profile: state.profile, station: state.station, minutes: String(state.minutes) }
  const lost = model.state === 'lost' && state.station !== '' && settled.changes.length === 0
  const asked = useAnswer(getCoverageArea, lost ? { query } : null)
  if (told) return told.question.station === state.station ? told.told : null
  return asked.answer?.features[0]?.geometry.coordinates ?? null
}
