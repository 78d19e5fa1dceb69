import { useEffect, useState } from 'react'
import { useMapView } from '#client/map/use-map-view.ts'
import { useLive } from '#client/state/live.ts'

/** Of when the picture is that stands in for a map that cannot be drawn, by the server's clock (null: there is none); undefined while it can. */
export function useLostMap(): number | null | undefined {
  const view = useMapView()
  const [keptAt, setKeptAt] = useState<number | null | undefined>()
  useEffect(
    () =>
      view.onState((state) => {
        if (state === 'lost') setKeptAt(view.keptPictureAt())
        if (state === 'idle') setKeptAt(undefined)
      }),
    [view],
  )
  return typeof keptAt === 'number' ? keptAt + useLive.getState().clockOffset : keptAt
}
