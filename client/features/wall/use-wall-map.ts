import { useEffect, useRef, useState } from 'react'
import { readParameter } from '#client/address.ts'
import { defaultLayers } from '#client/map/base-layers.ts'
import { useMapView } from '#client/map/use-map-view.ts'
import { setLayers } from '#client/state/layers.ts'
import { hearLive, useLive } from '#client/state/live.ts'
import { select } from '#client/state/selection.ts'
import type { County } from '#domain/contract/county.ts'
import { besidePanels } from './beside-panels.ts'
import { layersOf, lookOf } from './scene-look.layer.ts'

/** A wall that somebody has touched goes back to what it shows by itself when nobody has touched it for this long, milliseconds. */
const UNTOUCHED_MILLISECONDS = 180_000
/** One layer of each source of tiles. */
export const tiledLayers = ['water', 'area', 'issue', 'station'] as const
const touches = ['pointerdown', 'wheel', 'keydown'] as const

/**
 * The map as a wall shows it: the town between the panels, without stations, its tiles kept of now. Tells whether the map is
 * free: nobody stands at the wall and moves it. `several`: the playlist has the camera, not the wall's own first view.
 */
export function useWallMap(county: County, several: boolean): boolean {
  const view = useMapView()
  const [free, setFree] = useState(true)
  const playlist = useRef(several)
  playlist.current = several

  useEffect(() => {
    view.setUnattended(true)
    return () => view.setUnattended(false)
  }, [view])

  useEffect(() => {
    if (readParameter('layers') !== null) return
    setLayers(layersOf(lookOf({ kind: 'county' }, []), defaultLayers), defaultLayers)
  }, [])

  useEffect(
    () =>
      hearLive({
        dirty: ({ layer, tiles }) => view.refreshTiles(layer, tiles),
        refetch: () => view.refreshTiles('issue', 'all'),
      }),
    [view],
  )

  // what could not be had while the line was cut left holes
  useEffect(
    () =>
      useLive.subscribe((live, before) => {
        if (live.connection !== 'open' || before.connection !== 'cut') return
        for (const layer of tiledLayers) view.refreshTiles(layer, 'all')
      }),
    [view],
  )

  useEffect(() => {
    const given = readParameter('camera') === null ? null : view.getCamera()
    const goHome = (animate: boolean) => {
      if (given !== null) view.setCamera(given, { animate })
      else view.fit(county.townBounds, { padding: besidePanels(), animate })
    }
    if (given === null) goHome(false)
    let timer: ReturnType<typeof setTimeout> | undefined
    const touched = () => {
      clearTimeout(timer)
      setFree(false)
      timer = setTimeout(() => {
        select(null)
        if (!playlist.current) goHome(true)
        setFree(true)
      }, UNTOUCHED_MILLISECONDS)
    }
    for (const touch of touches) addEventListener(touch, touched, { passive: true })
    return () => {
      clearTimeout(timer)
      for (const touch of touches) removeEventListener(touch, touched)
    }
  }, [view, county])
  return free
}
