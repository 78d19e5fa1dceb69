import { useEffect, useMemo } from 'react'
import { useMapView } from '#client/map/use-map-view.ts'
import { useTokens } from '#client/ui/heat/use-tokens.ts'
import {
  getCoverageArea,
  getCoverageStreets,
  LEAST_MINUTES,
  MOST_MINUTES,
  type StationCoverage,
} from '#domain/contract/coverage.ts'
import type { Station } from '#domain/contract/station.ts'
import { straightRadiusMeters } from '#domain/coverage/profile.ts'
import {
  areaOverlay,
  type CircleColors,
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

interface Drawn {
  county: string
  state: CircleState
  /** Where the chosen station stands; null while none is chosen or it is not known. */
  station: Station | null
  stations: readonly Station[]
  /** Counts of the chosen station, for the left-out marks. */
  coverage: StationCoverage | null
}

/** Draws stations, streets, area, straight circle and those left out. The slider redraws without asking the server. */
export function useCircleLayers({ county, state, station, stations, coverage }: Drawn): void {
  const view = useMapView()
  const colors = useColors()
  const { minutes, profile } = state
  const query = station ? { county, station: station.code, profile } : null
  const streets = useAnswer(getCoverageStreets, query)
  const areas = useAnswer(getCoverageArea, query ? { ...query, minutes: everyMinute } : null)
  const lines = useMemo(() => (streets.answer ? streetData(streets.answer.pieces) : null), [streets.answer])
  const area = areas.answer?.features.find((feature) => feature.properties.minutes === minutes)

  useEffect(() => {
    view.setOverlay('circle-area', station && area ? areaOverlay(area.geometry.coordinates, colors) : null)
  }, [view, station, area, colors])
  useEffect(() => {
    view.setOverlay('circle-streets', station && lines ? streetOverlay(lines, minutes, colors) : null)
  }, [view, station, lines, minutes, colors])
  useEffect(() => {
    const radiusMeters = straightRadiusMeters(profile, minutes)
    view.setOverlay('circle-straight', station && straightOverlay(station.position, radiusMeters, colors))
  }, [view, station, profile, minutes, colors])
  useEffect(() => {
    view.setOverlay('circle-stations', stationOverlay(stations, state.station, colors))
  }, [view, stations, state.station, colors])
  useEffect(() => {
    const left = coverage?.leftOut.filter((group) => (group.byMinute[minutes] ?? 0) > 0) ?? []
    view.setOverlay('circle-left-out', left.length > 0 ? leftOutOverlay(left, minutes, colors) : null)
  }, [view, coverage, minutes, colors])
  useEffect(
    () => () => {
      for (const part of ['area', 'streets', 'straight', 'stations', 'left-out'])
        view.setOverlay(`circle-${part}`, null)
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
