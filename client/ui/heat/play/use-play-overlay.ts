import { useCallback, useEffect, useRef } from 'react'
import type { MapView, OverlayLayer } from '#client/map/map-view.types.ts'
import { issueMarks } from '#client/map/marks.ts'
import type { PlayFrame } from './play.types.ts'

export const PLAY_OVERLAY = 'heat-play'
/** Tiles that do not come must not hold time up for longer. */
const PATIENCE_MILLISECONDS = 1_500

export interface PlayDrawing {
  data: GeoJSON.FeatureCollection
  layers: OverlayLayer[]
}

/** Draws frames under borders, marks and labels as `drawingOf` has them; resolves when the frame is on screen. */
export function usePlayOverlay(
  view: MapView,
  drawingOf: (frame: PlayFrame | null) => PlayDrawing,
): (frame: PlayFrame, receivedAt: number) => Promise<void> {
  const now = useRef({ drawingOf, frame: null as PlayFrame | null })
  useEffect(() => {
    now.current.drawingOf = drawingOf
    view.setOverlay(PLAY_OVERLAY, { ...drawingOf(now.current.frame), slot: 'surface' })
  }, [view, drawingOf])
  useEffect(() => {
    // beside the heat of another day the marks of what is open now would tell a lie
    for (const layer of issueMarks) view.setBaseFilter(layer, ['==', ['get', 'number'], '\u0000'])
    return () => {
      for (const layer of issueMarks) view.setBaseFilter(layer, null)
      view.setOverlay(PLAY_OVERLAY, null)
    }
  }, [view])
  return useCallback(
    (frame, receivedAt) => {
      now.current.frame = frame
      view.setOverlay(PLAY_OVERLAY, { ...now.current.drawingOf(frame), slot: 'surface' })
      tellMeasure(frame, receivedAt)
      return rest(view)
    },
    [view],
  )
}

/** For the benchmark, which listens: what a frame took of the page's thread, and of the worker. Nothing is kept. */
function tellMeasure({ workerMilliseconds }: PlayFrame, receivedAt: number): void {
  performance.measure(PLAY_OVERLAY, { start: receivedAt, detail: { workerMilliseconds } })
  performance.clearMeasures(PLAY_OVERLAY)
}

function rest(view: MapView): Promise<void> {
  return new Promise((tell) => {
    const done = () => {
      clearTimeout(timer)
      stop()
      tell()
    }
    const timer = setTimeout(done, PATIENCE_MILLISECONDS)
    const stop = view.onIdle(done)
  })
}
