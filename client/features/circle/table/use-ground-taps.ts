import { useEffect } from 'react'
import { useMapView } from '#client/map/use-map-view.ts'
import { polygonsContain } from '#client/ui/heat/areas/bounds-of.ts'
import type { AreaFeature } from '#domain/contract/area-ground.ts'

/** A tap on an area's ground chooses its row; elsewhere none. */
export function useGroundTaps(ground: readonly AreaFeature[] | null, choose: (code: string) => void): void {
  const view = useMapView()
  useEffect(() => {
    if (!ground) return
    return view.onClick(({ longitude, latitude }) => {
      const found = ground.find(({ geometry }) => polygonsContain(geometry.coordinates, longitude, latitude))
      choose(found?.properties.code ?? '')
    })
  }, [view, ground, choose])
}
