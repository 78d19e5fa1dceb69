import { useCallback, useEffect, useMemo } from 'react'
import type { MapPointer } from '#client/map/map-view.types.ts'
import { useMapView } from '#client/map/use-map-view.ts'
import { usePointed } from '#client/ui/heat/use-pointed.ts'
import { useTokens } from '#client/ui/heat/use-tokens.ts'
import type { Position } from '#domain/contract/common.ts'
import type { SitingGain } from '#domain/contract/siting.ts'
import { type GainPlace, gainClass, gainLines, indexGain } from './gain-data.ts'
import { candidateOverlay, gainOverlay, type SitingColors, siteOverlay } from './siting.layer.ts'

const tokens = [
  '--more-2',
  '--more-3',
  '--more-4',
  '--more-5',
  '--more-6',
  '--surface',
  '--text',
  '--live',
  '--on-live',
] as const
const REACH_PIXELS = 40
/** Meters of a pixel at the equator at zoom 0, tiles of 512. */
const EQUATOR_METERS = 78_271.517

/** A place under the pointer, and where that is on screen. */
export interface PointedGain extends GainPlace {
  x: number
  y: number
}

/** Draws what every place would bring and the chosen sites; tells the place under the pointer. */
export function useSitingLayers(gain: SitingGain | null, sites: readonly Position[]): PointedGain | null {
  const view = useMapView()
  const colors = useSitingColors()
  const lines = useMemo(() => gain && gainLines(gain), [gain])
  const nearest = useMemo(() => gain && indexGain(gain), [gain])

  useEffect(() => {
    view.setOverlay('siting-gain', lines ? gainOverlay(lines, colors) : null)
  }, [view, lines, colors])
  useEffect(() => {
    const listed = gain?.listed.map((place) => ({ position: place.position, step: gainClass(gain.unit, place.gain) }))
    view.setOverlay('siting-candidates', listed && listed.length > 0 ? candidateOverlay(listed, colors) : null)
  }, [view, gain, colors])
  useEffect(() => {
    view.setOverlay('siting-sites', sites.length > 0 ? siteOverlay(sites, colors) : null)
  }, [view, sites, colors])
  useEffect(
    () => () => {
      for (const id of ['siting-gain', 'siting-candidates', 'siting-sites']) view.setOverlay(id, null)
    },
    [view],
  )

  const read = useCallback(
    ({ longitude, latitude, x, y }: MapPointer): PointedGain | null => {
      const meters = (REACH_PIXELS * EQUATOR_METERS * Math.cos((latitude * Math.PI) / 180)) / 2 ** view.getCamera().zoom
      const place = nearest?.([longitude, latitude], meters)
      return place ? { ...place, x, y } : null
    },
    [nearest, view],
  )
  return usePointed(view, read)
}

function useSitingColors(): SitingColors {
  const [least = '', less = '', middle = '', more = '', most = '', surface = '', text = '', live = '', onLive = ''] =
    useTokens(tokens)
  return useMemo(
    () => ({ ramp: [least, less, middle, more, most], surface, text, live, onLive }),
    [least, less, middle, more, most, surface, text, live, onLive],
  )
}
