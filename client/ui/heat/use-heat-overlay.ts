import { useMemo } from 'react'
import type { MapView } from '#client/map/map-view.types.ts'
import { useTheme } from '#client/state/view.ts'
import { heatLayers } from './heat.layer.ts'
import { type Heat, heatColors } from './heat.ts'
import { coverage } from './heat-ramp.ts'
import { useDissolve } from './use-dissolve.ts'
import { useRamp } from './use-ramp.ts'

/** Share of its strength that a picture of another time keeps. */
export const STALE_OPACITY = 0.45

/** Draws a surface under borders, marks and labels while it is shown, paler when it is stale; null clears it. */
export function useHeatOverlay(view: MapView, heat: Heat | null, stale: boolean): void {
  const ramp = useRamp()
  const opacity = coverage[useTheme()] * (stale ? STALE_OPACITY : 1)
  const drawing = useMemo(
    () => heat && { data: heat.bands, layers: heatLayers(heatColors(heat.header), ramp, opacity) },
    [heat, ramp, opacity],
  )
  useDissolve(view, 'heat', drawing)
}
