import { useCallback, useMemo, useRef } from 'react'
import { useTheme } from '#client/state/view.ts'
import { densityClass } from '#domain/heat/density-class.ts'
import type { Areas } from '../areas/area-figures.ts'
import { areaLayers, joinAreas, reclassAreas } from '../areas/areas.layer.ts'
import { heatLayers } from '../heat.layer.ts'
import { coverage, type RampToken, sequentialColors } from '../heat-ramp.ts'
import { useRamp } from '../use-ramp.ts'
import type { PlayFrame, RateFrame } from './play.types.ts'
import type { PlayDrawing } from './use-play-overlay.ts'

const noBase: { key: string; token: RampToken } = { key: 'no-base', token: '--no-base' }

/**
 * How a frame of either kind is drawn with the classes between breaks, and null, which is before the first: the areas are on the
 * map then, so that a frame brings nothing but its classes. Keeps its identity while it would draw the same.
 */
export function usePlayDrawing(
  breaks: readonly number[],
  areas: Areas | null,
): (frame: PlayFrame | null) => PlayDrawing {
  const ramp = useRamp()
  const theme = useTheme()
  const opacity = coverage[theme]
  const colors = useMemo(() => sequentialColors(breaks.length + 1), [breaks])
  const bands = useMemo(
    () => heatLayers(colors, ramp, opacity).map((layer) => ({ ...layer, id: layer.id.replace('heat', 'heat-play') })),
    [colors, ramp, opacity],
  )
  const rates = useMemo(
    () =>
      areaLayers({
        classes: [...colors.map(({ class: number, token }) => ({ key: String(number), token })), noBase],
        ...{ ramp, opacity, theme },
      }).map((layer) => ({ ...layer, id: layer.id.replace('heat', 'heat-play') })),
    [colors, ramp, opacity, theme],
  )
  const last = useRef<{ areas: Areas; data: GeoJSON.FeatureCollection } | null>(null)
  return useCallback(
    (frame) => {
      if (frame?.kind === 'density') return { data: frame.bands, layers: bands }
      if (areas === null) return { data: empty, layers: frame ? rates : bands }
      const known = last.current?.areas === areas ? last.current.data : null
      const bare =
        known ??
        joinAreas(
          areas,
          () => '',
          () => '',
        )
      const data = frame ? reclassAreas(bare, (area) => classOf(frame, area)) : bare
      last.current = { areas, data }
      return { data, layers: rates }
    },
    [bands, rates, areas],
  )
}

const empty: GeoJSON.FeatureCollection = { type: 'FeatureCollection', features: [] }

function classOf({ smoothed, breaks }: RateFrame, area: number): string {
  const rate = smoothed[area]!
  return Number.isNaN(rate) ? 'no-base' : String(Math.max(0, densityClass(rate, breaks)))
}
