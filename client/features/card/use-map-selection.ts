import { useEffect } from 'react'
import type { MapView } from '#client/map/map-view.types.ts'
import { isGroundTaken } from '#client/state/ground.ts'
import { select } from '#client/state/selection.ts'
import { pickCard } from './pick-card.ts'

/** What keeps its click where the ground is somebody else's. */
const marks: readonly string[] = ['issue', 'station']

/** A click selects what is under it; on a cluster it comes nearer; on nothing, or on ground that answers otherwise, it lets go. */
export function useMapSelection(view: MapView, enabled: boolean): void {
  useEffect(() => {
    if (!enabled) return
    return view.onClick((pointer) => {
      const { zoom } = view.getCamera()
      const pointed = pickCard(pointer.features, zoom)
      if (pointed?.kind === 'cluster') {
        const { longitude, latitude } = pointed
        view.setCamera({ longitude, latitude, zoom: Math.min(zoom + 2, 17) }, { animate: true })
      } else if (pointed && isGroundTaken() && !marks.includes(pointed.layer)) select(null)
      else select(pointed && { layer: pointed.layer, code: pointed.code })
    })
  }, [view, enabled])
}
