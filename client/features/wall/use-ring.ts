import { useEffect } from 'react'
import { useMapView } from '#client/map/use-map-view.ts'
import type { Position } from '#domain/contract/common.ts'

/** A ring with a dot in its middle at a place, standing still: where somebody points to, or the issue of a scene. `id` names the overlay. */
export function useRing(id: string, position: Position | null, color: '--live' | '--late'): void {
  const view = useMapView()
  const place = position?.join() ?? null
  useEffect(() => {
    if (place === null) return
    const shown = getComputedStyle(document.documentElement).getPropertyValue(color).trim()
    view.setOverlay(id, {
      data: { type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates: place.split(',').map(Number) } },
      slot: 'draw',
      layers: [
        {
          id: `${id}-ring`,
          type: 'circle',
          paint: { 'circle-radius': 26, 'circle-opacity': 0, 'circle-stroke-color': shown, 'circle-stroke-width': 3 },
        },
        { id: `${id}-dot`, type: 'circle', paint: { 'circle-radius': 5, 'circle-color': shown } },
      ],
    })
    return () => view.setOverlay(id, null)
  }, [view, id, place, color])
}
