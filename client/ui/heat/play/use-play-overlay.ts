import { useCallback, useEffect, useMemo, useRef } from 'react'
import type { MapView } from '#client/map/map-view.types.ts'
import { useTheme } from '#client/state/view.ts'
import { heatLayers } from '../heat.layer.ts'
import { coverage, sequentialColors } from '../heat-ramp.ts'
import { useRamp } from '../use-ramp.ts'
import type { PlayFrame } from './play.types.ts'

const OVERLAY = 'heat-play'
/** Style layers of what is open now: beside the heat of another day they would tell a lie. */
const marks = ['issue-mark', 'issue-cluster']
/** Tiles that do not come must not hold time up for longer. */
const PATIENCE_MILLISECONDS = 1_500

/** Draws frames of `classes` classes under borders, marks and labels; resolves when the frame is on screen. */
export function usePlayOverlay(
  view: MapView,
  classes: number,
): (frame: PlayFrame, receivedAt: number) => Promise<void> {
  const ramp = useRamp()
  const opacity = coverage[useTheme()]
  const layers = useMemo(
    () =>
      heatLayers(sequentialColors(classes), ramp, opacity).map((layer) => ({
        ...layer,
        id: layer.id.replace('heat', OVERLAY),
      })),
    [classes, ramp, opacity],
  )
  const now = useRef({ layers, bands: null as PlayFrame['bands'] | null })
  useEffect(() => {
    now.current.layers = layers
    const { bands } = now.current
    if (bands) view.setOverlay(OVERLAY, { data: bands, slot: 'surface', layers })
  }, [view, layers])
  useEffect(() => {
    for (const layer of marks) view.setBaseFilter(layer, ['==', ['get', 'number'], '\u0000'])
    return () => {
      for (const layer of marks) view.setBaseFilter(layer, null)
      view.setOverlay(OVERLAY, null)
    }
  }, [view])
  return useCallback(
    (frame, receivedAt) => {
      now.current.bands = frame.bands
      view.setOverlay(OVERLAY, { data: frame.bands, slot: 'surface', layers: now.current.layers })
      tellMeasure(frame, receivedAt)
      return rest(view)
    },
    [view],
  )
}

/** For the benchmark, which listens: what a frame took of the page's thread, and of the worker. Nothing is kept. */
function tellMeasure({ workerMilliseconds }: PlayFrame, receivedAt: number): void {
  performance.measure(OVERLAY, { start: receivedAt, detail: { workerMilliseconds } })
  performance.clearMeasures(OVERLAY)
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
