import { useEffect, useMemo } from 'react'
import { useMapView } from '#client/map/use-map-view.ts'
import { useTokens } from '#client/ui/heat/use-tokens.ts'
import {
  getCoverageArea,
  getCoverageStreets,
  LEAST_MINUTES,
  type LeftOutGroup,
  MOST_MINUTES,
} from '#domain/contract/coverage.ts'
import type { Station } from '#domain/contract/station.ts'
import { straightRadiusMeters } from '#domain/coverage/profile.ts'
import {
  areaOverlay,
  type CircleColors,
  chosenOverlay,
  leftOutOverlay,
  stationOverlay,
  straightOverlay,
  streetData,
  streetOverlay,
} from './circle.layer.ts'
import { useAnswer } from './use-answer.ts'
import type { CircleState } from './use-circle-state.ts'

const tokens = [
  '--heat-6',
  '--heat-5',
  '--heat-4',
  '--heat-3',
  '--text',
  '--text-3',
  '--surface',
  '--live',
  '--bad',
] as const
const everyMinute = Array.from({ length: MOST_MINUTES - LEAST_MINUTES + 1 }, (_, at) => LEAST_MINUTES + at).join(',')

const overlays = ['area', 'streets', 'straight', 'stations', 'chosen', 'left-out']

interface Drawn {
  county: string
  state: CircleState
  /** Where the chosen station stands; null while none is chosen or it is not known. */
  station: Station | null
  stations: readonly Station[]
  /** Who is left out, of the chosen station or of all. */
  leftOut: readonly LeftOutGroup[]
}

/** Draws stations, streets, area, straight circle and those left out. The slider redraws without asking the server. */
export function useCircleLayers({ county, state, station, stations, leftOut }: Drawn): void {
  const view = useMapView()
  const colors = useColors()
  const { minutes, profile } = state
  const query = station ? { county, station: station.code, profile } : null
  const streets = useAnswer(getCoverageStreets, state.station === '' ? { county, profile } : query)
  const areas = useAnswer(getCoverageArea, query ? { ...query, minutes: everyMinute } : null)
  const lines = useMemo(() => (streets.answer ? streetData(streets.answer.pieces) : null), [streets.answer])
  const area = areas.answer?.features.find((feature) => feature.properties.minutes === minutes)

  useEffect(() => {
    view.setOverlay('circle-area', station && area ? areaOverlay(area.geometry.coordinates, colors) : null)
  }, [view, station, area, colors])
  useEffect(() => {
    view.setOverlay('circle-streets', lines ? streetOverlay(lines, minutes, colors) : null)
  }, [view, lines, minutes, colors])
  useEffect(() => {
    const radiusMeters = straightRadiusMeters(profile, minutes)
    view.setOverlay('circle-straight', station && straightOverlay(station.position, radiusMeters, colors))
  }, [view, station, profile, minutes, colors])
  useEffect(() => {
    view.setOverlay('circle-stations', stationOverlay(stations, colors))
  }, [view, stations, colors])
  useEffect(() => {
    view.setOverlay('circle-chosen', station && chosenOverlay(station, colors))
  }, [view, station, colors])
  useEffect(() => {
    const left = leftOut.filter((group) => (group.byMinute[minutes] ?? 0) > 0)
    view.setOverlay('circle-left-out', left.length > 0 ? leftOutOverlay(left, minutes, colors) : null)
  }, [view, leftOut, minutes, colors])
  useEffect(
    () => () => {
      for (const part of overlays) view.setOverlay(`circle-${part}`, null)
    },
    [view],
  )
}

function useColors(): CircleColors {
  const [five, ten, fifteen, twenty, text, soft, surface, live, bad] = useTokens(tokens)
  return useMemo(
    () => ({
      ramp: [five ?? '', ten ?? '', fifteen ?? '', twenty ?? ''],
      text: text ?? '',
      soft: soft ?? '',
      surface: surface ?? '',
      live: live ?? '',
      bad: bad ?? '',
    }),
    [five, ten, fifteen, twenty, text, soft, surface, live, bad],
  )
}
