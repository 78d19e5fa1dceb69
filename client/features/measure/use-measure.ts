import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { MapPointer, MapView } from '#client/map/map-view.types.ts'
import { useTokens } from '#client/ui/heat/use-tokens.ts'
import { measureLayers } from './measure.layer.ts'
import { type Measure, type MeasureMode, measureOf, measureShape, type Place } from './measure.ts'

/** A click this near to the last corner ends the measuring, pixels. */
const SAME_PIXELS = 8
/** A second click within this time is a double click: it must not zoom. */
const DOUBLE_MILLISECONDS = 400
const tokens = ['--live', '--surface']

export interface Measuring {
  places: readonly Place[]
  /** Finished: the pointer adds nothing until it is cleared. */
  done: boolean
  /** Of the corners set, and with the pointer as the next one. */
  measure: Measure
  pointed: { x: number; y: number; measure: Measure } | null
  add(place: Place): void
  undo(): void
  clear(): void
  finish(): void
}

/** Corners set by clicks on the map (or by `add`), drawn as they come, while `on`. */
export function useMeasure(view: MapView, mode: MeasureMode, on: boolean): Measuring {
  const [places, setPlaces] = useState<readonly Place[]>([])
  const [done, setDone] = useState(false)
  const [pointer, setPointer] = useState<MapPointer | null>(null)
  const [line = '', surface = ''] = useTokens(tokens)
  const last = useRef<{ x: number; y: number } | null>(null)

  const clear = useCallback(() => {
    setPlaces([])
    setDone(false)
    last.current = null
  }, [])
  const finish = useCallback(() => setDone(true), [])
  const undo = useCallback(() => {
    setPlaces((before) => before.slice(0, -1))
    setDone(false)
    last.current = null
  }, [])
  const add = useCallback((place: Place) => {
    setPlaces((before) => [...before, place])
    setDone(false)
  }, [])

  useEffect(() => {
    if (!on) clear()
  }, [on, clear])

  useEffect(() => {
    if (!on) return
    view.setCursor('crosshair')
    const stops = [
      view.onHover(setPointer),
      view.onClick(({ x, y, longitude, latitude }) => {
        const release = view.holdGestures()
        setTimeout(release, DOUBLE_MILLISECONDS)
        if (done) clear()
        const before = last.current
        if (!done && before && Math.hypot(before.x - x, before.y - y) < SAME_PIXELS) return setDone(true)
        last.current = { x, y }
        add([longitude, latitude])
      }),
      // the last corner is elsewhere on screen once the map has moved
      view.onCamera(() => {
        last.current = null
      }),
    ]
    return () => {
      view.setCursor('')
      for (const stop of stops) stop()
    }
  }, [view, on, done, add, clear])

  const layers = useMemo(() => measureLayers(line, surface), [line, surface])
  const next: Place | null = on && !done && pointer && places.length > 0 ? [pointer.longitude, pointer.latitude] : null
  const [longitude, latitude] = next ?? [null, null]
  useEffect(() => {
    const following: Place | null = longitude === null || latitude === null ? null : [longitude, latitude]
    view.setOverlay('measure', on ? { data: measureShape(places, mode, following), slot: 'draw', layers } : null)
  }, [view, on, places, mode, longitude, latitude, layers])
  useEffect(() => () => view.setOverlay('measure', null), [view])

  const measure = useMemo(() => measureOf(places, mode), [places, mode])
  const pointed = next && pointer ? { x: pointer.x, y: pointer.y, measure: measureOf([...places, next], mode) } : null
  return { places, done, measure, pointed, add, undo, clear, finish }
}
