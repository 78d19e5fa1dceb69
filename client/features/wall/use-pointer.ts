import { useEffect } from 'react'
import { useMapView } from '#client/map/use-map-view.ts'
import type { WallState } from '#domain/contract/wall.ts'

const POINTER = 'wall-pointer'

/** A cross with a ring where somebody points to from the remote, until they point elsewhere. */
export function usePointer(pointer: WallState['pointer']): void {
  const view = useMapView()
  const place = pointer?.position.join() ?? null
  useEffect(() => {
    if (place === null) return
    const live = getComputedStyle(document.documentElement).getPropertyValue('--live').trim()
    view.setOverlay(POINTER, {
      data: { type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates: place.split(',').map(Number) } },
      slot: 'draw',
      layers: [
        {
          id: 'wall-pointer-ring',
          type: 'circle',
          paint: {
            'circle-radius': 26,
            'circle-opacity': 0,
            'circle-stroke-color': live,
            'circle-stroke-width': 3,
          },
        },
        { id: 'wall-pointer-dot', type: 'circle', paint: { 'circle-radius': 5, 'circle-color': live } },
      ],
    })
    return () => view.setOverlay(POINTER, null)
  }, [view, place])
}
