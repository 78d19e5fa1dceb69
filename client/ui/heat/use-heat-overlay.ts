import { useEffect } from 'react'
import type { MapView } from '#client/map/map-view.types.ts'
import { useTheme } from '#client/state/view.ts'
import { coverage, heatLayers, heatTokens } from './heat.layer.ts'
import type { Heat } from './heat.ts'
import { useTokens } from './use-tokens.ts'

/** Draws a surface under borders, marks and labels while it is shown; null clears it. */
export function useHeatOverlay(view: MapView, heat: Heat | null, opacity = 1): void {
  const colors = useTokens(heatTokens)
  const theme = useTheme()
  const classes = heat ? heat.header.breaks.length + 1 : 0
  useEffect(() => {
    if (!heat) return view.setOverlay('heat', null)
    view.setOverlay('heat', {
      data: heat.bands,
      slot: 'surface',
      layers: heatLayers(colors, classes, coverage[theme] * opacity),
    })
  }, [view, heat, colors, classes, theme, opacity])
  useEffect(() => () => view.setOverlay('heat', null), [view])
}
