import { useEffect, useMemo } from 'react'
import type { MapView } from '#client/map/map-view.types.ts'
import { useTheme } from '#client/state/view.ts'
import { heatLayers } from './heat.layer.ts'
import { type Heat, heatColors } from './heat.ts'
import { coverage } from './heat-ramp.ts'
import { useRamp } from './use-ramp.ts'

/** Share of its strength that a picture of another time keeps. */
export const STALE_OPACITY = 0.45

/** Draws a surface under borders, marks and labels while it is shown, paler when it is stale; null clears it. */
export function useHeatOverlay(view: MapView, heat: Heat | null, stale: boolean): void {
  const ramp = useRamp()
  const opacity = coverage[useTheme()] * (stale ? STALE_OPACITY : 1)
  const layers = useMemo(() => (heat ? heatLayers(heatColors(heat.header), ramp, opacity) : []), [heat, ramp, opacity])
  useEffect(() => {
    view.setOverlay('heat', heat && { data: heat.bands, slot: 'surface', layers })
  }, [view, heat, layers])
  useEffect(() => () => view.setOverlay('heat', null), [view])
}
