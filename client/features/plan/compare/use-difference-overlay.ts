import { useEffect, useMemo } from 'react'
import type { OverlayLayer } from '#client/map/map-view.types.ts'
import { useMapView } from '#client/map/use-map-view.ts'
import { useTheme } from '#client/state/view.ts'
import type { PlanComparison } from '#domain/contract/plan-comparison.ts'
import { stateColors } from '../plan-tones.ts'

/** Ground that changes hands, hatched out on the map while two plans are compared. */
export function useDifferenceOverlay(differences: PlanComparison['differences'] | null): void {
  const view = useMapView()
  const theme = useTheme()
  const data = useMemo(
    (): GeoJSON.FeatureCollection => ({
      type: 'FeatureCollection',
      features: (differences ?? []).map(({ from, to, polygon }) => ({
        ...{ type: 'Feature', properties: { from, to } },
        geometry: { type: 'Polygon', coordinates: polygon },
      })),
    }),
    [differences],
  )
  useEffect(() => {
    const color = `rgb(${stateColors[theme].under.join()})`
    const layers: OverlayLayer[] = [
      { id: 'plan-difference', type: 'fill', paint: { 'fill-color': color, 'fill-opacity': 0.35 } },
      { id: 'plan-difference-rim', type: 'line', paint: { 'line-color': color, 'line-width': 2 } },
    ]
    view.setOverlay('plan-difference', differences === null ? null : { data, slot: 'area', layers })
    return () => view.setOverlay('plan-difference', null)
  }, [view, theme, data, differences])
}
