import { useCallback, useEffect, useMemo } from 'react'
import type { MapView } from '#client/map/map-view.types.ts'
import { useTokens } from '../use-tokens.ts'
import { placeLayers } from './top-place.layer.ts'

const OVERLAY = 'heat-place'
const accent = ['--live'] as const

/** Marks one place of a list on the map while it is looked at; null takes the mark away. */
export function useMarkedPlace(view: MapView): (feature: GeoJSON.Feature | null) => void {
  const [color = ''] = useTokens(accent)
  const layers = useMemo(() => placeLayers(color), [color])
  useEffect(() => () => view.setOverlay(OVERLAY, null), [view])
  return useCallback(
    (feature) => view.setOverlay(OVERLAY, feature && { data: feature, slot: 'draw', layers }),
    [view, layers],
  )
}
