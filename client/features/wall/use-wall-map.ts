import { useEffect } from 'react'
import { readParameter } from '#client/address.ts'
import { defaultLayers } from '#client/map/base-layers.ts'
import { useMapView } from '#client/map/use-map-view.ts'
import { setLayers } from '#client/state/layers.ts'
import { hearLive } from '#client/state/live.ts'
import { select } from '#client/state/selection.ts'
import type { County } from '#domain/contract/county.ts'

/** A wall that somebody has touched goes back to the whole when nobody has touched it for this long, milliseconds. */
const UNTOUCHED_MILLISECONDS = 180_000
const touches = ['pointerdown', 'wheel', 'keydown'] as const

/** The map as a wall shows it: the town between the panels, without stations, its tiles kept of now. */
export function useWallMap(county: County): void {
  const view = useMapView()

  useEffect(() => {
    if (readParameter('layers') !== null) return
    const hidden = ['station', 'micro_grid']
    setLayers(
      defaultLayers.map((layer) => (hidden.includes(layer.id) ? { ...layer, visible: false } : layer)),
      defaultLayers,
    )
  }, [])

  useEffect(
    () =>
      hearLive({
        dirty: ({ layer, tiles }) => view.refreshTiles(layer, tiles),
        refetch: () => view.refreshTiles('issue', 'all'),
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
      timer = setTimeout(() => {
        select(null)
        goHome(true)
      }, UNTOUCHED_MILLISECONDS)
    }
    for (const touch of touches) addEventListener(touch, touched, { passive: true })
    return () => {
      clearTimeout(timer)
      for (const touch of touches) removeEventListener(touch, touched)
    }
  }, [view, county])
}

/** Pixels that the panels cover at each side of the map. */
function besidePanels() {
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
  const stacked = innerWidth <= 900 || innerWidth <= innerHeight
  if (stacked) return { top: 2 * rem, right: 12, bottom: innerHeight * 0.58, left: 12 }
  const covered = (side: string) => document.querySelector(`[data-wall-side="${side}"]`)?.getBoundingClientRect()
  const [left, right, foot] = [covered('left'), covered('right'), covered('foot')]
  return {
    top: 6 * rem,
    right: (right ? innerWidth - right.left : 0) + 2 * rem,
    bottom: (foot ? innerHeight - foot.top : 0) + 2 * rem,
    left: (left?.right ?? 0) + 2 * rem,
  }
}
