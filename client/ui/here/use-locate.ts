import { useState } from 'react'
import { useMapView } from '#client/map/use-map-view.ts'
import { useCounty } from '#client/state/county.ts'

export type LocateRefusal = 'denied' | 'unavailable' | 'outside'

/** Asks the phone where it is and goes there; the position never leaves the phone. */
export function useLocate(): { start(): void; busy: boolean; refused: LocateRefusal | null } {
  const view = useMapView()
  const county = useCounty()
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<LocateRefusal | null>(null)
  return {
    busy,
    refused,
    start() {
      if (!('geolocation' in navigator) || !isSecureContext) return setRefused('unavailable')
      setBusy(true)
      navigator.geolocation.getCurrentPosition(
        ({ coords: { longitude, latitude } }) => {
          setBusy(false)
          const [west, south, east, north] = county?.bounds ?? [-180, -90, 180, 90]
          if (longitude < west || longitude > east || latitude < south || latitude > north) return setRefused('outside')
          setRefused(null)
          view.setCamera({ longitude, latitude, zoom: 16 }, { animate: true })
        },
        (error) => {
          setBusy(false)
          setRefused(error.code === error.PERMISSION_DENIED ? 'denied' : 'unavailable')
        },
        { enableHighAccuracy: true, timeout: 10_000, maximumAge: 30_000 },
      )
    },
  }
}
