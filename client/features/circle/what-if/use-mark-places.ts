import { useCallback, useEffect, useLayoutEffect, useMemo, useRef } from 'react'
import { useMapView } from '#client/map/use-map-view.ts'
import type { Station } from '#domain/contract/station.ts'

/** Pixels beyond the map's edge where a mark is still worth placing. */
const EDGE_PIXELS = 40

const SMALL_BELOW_ZOOM = 13

/** Keeps elements where stations are drawn, whatever the camera does, without rendering anything anew. */
export function useMarkPlaces(stations: readonly Station[]) {
  const view = useMapView()
  const layer = useRef<HTMLDivElement>(null)
  const marks = useRef(new Map<string, HTMLElement>())
  const shown = useRef(stations)
  shown.current = stations

  const place = useCallback(() => {
    const { width, height } = view.getSize()
    const stage = document.querySelector('[data-map]')?.getBoundingClientRect()
    if (layer.current && stage)
      Object.assign(layer.current.style, {
        left: `${stage.left}px`,
        top: `${stage.top}px`,
        width: `${stage.width}px`,
        height: `${stage.height}px`,
      })
    // a whole county's marks stand close
    if (layer.current) layer.current.dataset.small = String(view.getCamera().zoom < SMALL_BELOW_ZOOM)
    for (const { code, position } of shown.current) {
      const mark = marks.current.get(code)
      const at = mark && view.project(...position)
      if (!mark || !at) continue
      const outside =
        at.x < -EDGE_PIXELS || at.y < -EDGE_PIXELS || at.x > width + EDGE_PIXELS || at.y > height + EDGE_PIXELS
      // one under the keyboard stays, so that the focus does
      mark.hidden = outside && document.activeElement !== mark
      mark.style.translate = `${at.x}px ${at.y}px`
    }
  }, [view])

  // biome-ignore lint/correctness/useExhaustiveDependencies: other stations are placed at once
  useLayoutEffect(place, [place, stations])
  useEffect(() => {
    const stops = [view.onCamera(place), view.onIdle(place)]
    window.addEventListener('resize', place)
    return () => {
      for (const stop of stops) stop()
      window.removeEventListener('resize', place)
    }
  }, [view, place])

  const keep = useCallback((code: string, element: HTMLElement | null) => {
    if (element) marks.current.set(code, element)
    else marks.current.delete(code)
  }, [])
  return useMemo(() => ({ layer, keep }), [keep])
}
