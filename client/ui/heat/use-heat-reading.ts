import { useEffect, useState } from 'react'
import type { MapView } from '#client/map/map-view.types.ts'
import { readSurface } from '#domain/heat/read-surface.ts'
import type { Heat } from './heat.ts'

/** Density under the pointer (or the last tap) in issues per km²; null when nothing is pointed at. */
export function useHeatReading(view: MapView, heat: Heat | null): number | null {
  const [place, setPlace] = useState<{ longitude: number; latitude: number } | null>(null)
  useEffect(() => {
    const stops = [view.onHover(setPlace), view.onClick(setPlace)]
    return () => {
      for (const stop of stops) stop()
    }
  }, [view])
  return heat && place ? readSurface(heat.surface, place.longitude, place.latitude) : null
}
