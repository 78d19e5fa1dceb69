import { type RefObject, useEffect, useLayoutEffect } from 'react'
import { useMapView } from '#client/map/use-map-view.ts'

/** Root size of pages at arm's length, pixels. */
const USUAL_REM = 16

/** Draws the map as large as the wall's words: both grow with the wall's root size. `wall` has a padding in rem. */
export function useWallScale(wall: RefObject<HTMLElement | null>): void {
  const view = useMapView()
  // before the map begins: a scale that comes later makes it lay out every tile again
  useLayoutEffect(() => view.setScale(wallScale()), [view])
  useEffect(() => {
    if (!wall.current) return
    // its inside changes with the window and with the root size
    const watched = new ResizeObserver(() => view.setScale(wallScale()))
    watched.observe(wall.current)
    return () => {
      watched.disconnect()
      view.setScale(1)
    }
  }, [view, wall])
}

function wallScale(): number {
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
  return Math.round((rem / USUAL_REM) * 100) / 100
}
