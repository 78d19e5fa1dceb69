import { useEffect, useLayoutEffect } from 'react'
import { useMapView } from '#client/map/use-map-view.ts'
import { type Screen, viewingOf } from '#domain/wall/viewing.ts'

/** Root size of pages at arm's length, pixels. */
const USUAL_REM = 16
const ROOT = '--wall-root'

/**
 * Draws the wall's words and its map as large as the distance asks from which they are read: everything is measured in the
 * root size, and the map's signs, lines and labels grow with it. Metres are null where nobody has said.
 */
export function useWallScale(widthMeters: number | null, distanceMeters: number | null): void {
  const view = useMapView()
  // before the map begins: a scale that comes later makes it lay out every tile again
  useLayoutEffect(() => {
    const apply = () => {
      const screen: Screen = { widthPixels: innerWidth, heightPixels: innerHeight, widthMeters, distanceMeters }
      document.documentElement.style.setProperty(ROOT, `${viewingOf(screen).rootPixels}px`)
      // narrow screens have a root size of their own; see the style sheet
      view.setScale(Math.round(wallScale() * 100) / 100)
    }
    apply()
    addEventListener('resize', apply)
    return () => removeEventListener('resize', apply)
  }, [view, widthMeters, distanceMeters])
  useEffect(
    () => () => {
      document.documentElement.style.removeProperty(ROOT)
      view.setScale(1)
    },
    [view],
  )
}

/** How many times as large as at arm's length everything is now. */
export function wallScale(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / USUAL_REM
}
