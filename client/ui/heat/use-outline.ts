import { useEffect, useState } from 'react'
import type { MapView } from '#client/map/map-view.types.ts'
import { useTheme } from '#client/state/view.ts'
import type { Polygons } from './heat-body.types.ts'

/** The ground that a reading is about. */
export type Outline =
  | { kind: 'area'; polygons: Polygons }
  | { kind: 'reach'; longitude: number; latitude: number; radiusMeters: number }

type Drawing = typeof import('./outline.layer.ts')

const LAYERS = 'heat-outline'
/** A pointer under way is not followed: without a GPU each frame would cost more than a move takes. */
const REST_MILLISECONDS = 80

/**
 * Draws the outline of what is read, once the pointer rests there, on the canvas above the map: the map itself is not drawn again, which without a GPU takes
 * a tenth of a second. deck.gl is fetched when something is first pointed at. Null clears; keep the outline's identity.
 */
export function useOutline(view: MapView, outline: Outline | null): void {
  const theme = useTheme()
  const [drawing, setDrawing] = useState<Drawing | null>(null)
  const wanted = outline !== null && drawing === null
  useEffect(() => {
    if (!wanted) return
    let gone = false
    void import('./outline.layer.ts').then((loaded) => {
      if (!gone) setDrawing(loaded)
    })
    return () => {
      gone = true
    }
  }, [wanted])
  useEffect(() => {
    if (!drawing || !outline) return
    let drawn = false
    const resting = setTimeout(() => {
      drawn = true
      view.setDeckLayers(LAYERS, drawing.outlineLayers(outline, theme))
    }, REST_MILLISECONDS)
    return () => {
      clearTimeout(resting)
      if (drawn) view.setDeckLayers(LAYERS, [])
    }
  }, [view, drawing, outline, theme])
}
