import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { MapPointer } from '#client/map/map-view.types.ts'
import { useMapView } from '#client/map/use-map-view.ts'
import { useTheme } from '#client/state/view.ts'
import type { Position } from '#domain/contract/common.ts'
import { planLimits } from '#domain/contract/plan.ts'
import { splitPreviewLayers } from './split-preview.layer.ts'
import { previewSplit, type SplitPreview } from './split-preview.ts'
import type { Work } from './work.ts'

/** Nearer than this (CSS pixels) two clicks are one, and a press is no stroke. */
const NEAR_PIXELS = 6
const STROKE_PIXELS = 14

export interface SplitDrawing {
  /** Corners so far. */
  points: readonly Position[]
  preview: SplitPreview | null
  /** Where the pointer is, CSS pixels of the window; null when the line was not drawn by hand. */
  pointer: { x: number; y: number } | null
  dropLast(): void
  cancel(): void
}

/**
 * The line of a split: corners by clicks, or one stroke by press and drag (a finger alike); both sides are counted
 * while the pointer moves. `onEnd` is called with the preview when a double click or the end of a stroke ends the line.
 */
export function useSplitDrawing(
  work: Work,
  chosen: string | null,
  proposal: readonly Position[] | null,
  onEnd: (preview: SplitPreview) => void,
): SplitDrawing {
  const view = useMapView()
  const theme = useTheme()
  const [points, setPoints] = useState<readonly Position[]>([])
  const [hand, setHand] = useState<{ at: Position; x: number; y: number } | null>(null)
  const drawn = useMemo(
    () => proposal ?? (hand && points.length > 0 ? [...points, hand.at] : points),
    [proposal, points, hand],
  )
  const preview = useMemo(() => (drawn.length < 2 ? null : previewSplit(work, drawn, chosen)), [work, drawn, chosen])
  const now = useRef({ points, onEnd, work, chosen })
  now.current = { points, onEnd, work, chosen }

  useEffect(() => {
    const shown = preview ?? { ok: false, reason: 'line-too-short', at: null, line: drawn, face: null }
    view.setDeckLayers('plan-split', drawn.length === 0 ? [] : splitPreviewLayers(shown, drawn, theme))
  }, [view, preview, drawn, theme])
  useEffect(() => () => view.setDeckLayers('plan-split', []), [view])

  const cancel = useCallback(() => {
    setPoints([])
    setHand(null)
  }, [])
  const dropLast = useCallback(() => setPoints((before) => before.slice(0, -1)), [])

  useEffect(() => {
    const release = view.holdGestures()
    view.setCursor('crosshair')
    let pressed: MapPointer | null = null
    let stroking = false
    let clicked: { x: number; y: number } | null = null
    let frame = 0
    const end = (line: readonly Position[]) => {
      clicked = null
      if (line.length >= 2) now.current.onEnd(previewSplit(now.current.work, line, now.current.chosen))
    }
    const follow = (pointer: MapPointer) => {
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(() => setHand({ at: placeOf(pointer), x: pointer.x, y: pointer.y }))
    }
    const stops = [
      view.onPointer((kind, pointer) => {
        if (kind === 'down') pressed = pointer
        if (kind === 'move') {
          if (pressed && !stroking && apart(pressed, pointer) > STROKE_PIXELS) {
            stroking = true
            const from = placeOf(pressed)
            setPoints((before) => [...before, from])
          }
          follow(pointer)
        }
        if (kind === 'up') {
          pressed = null
          if (!stroking) return
          stroking = false
          cancelAnimationFrame(frame)
          const line = [...now.current.points, placeOf(pointer)]
          setPoints(line)
          setHand(null)
          end(line)
        }
        if (kind === 'double') end(now.current.points)
      }),
      view.onClick((pointer) => {
        if (clicked && apart(clicked, pointer) < NEAR_PIXELS) return
        clicked = pointer
        if (now.current.points.length < planLimits.lineVertices - 2)
          setPoints((before) => [...before, placeOf(pointer)])
      }),
    ]
    return () => {
      cancelAnimationFrame(frame)
      release()
      view.setCursor('')
      for (const stop of stops) stop()
    }
  }, [view])

  const pointer = proposal || !hand ? null : { x: hand.x, y: hand.y }
  return { points: drawn, preview, pointer, dropLast, cancel }
}

function placeOf({ longitude, latitude }: MapPointer): Position {
  return [Math.round(longitude * 1e7) / 1e7, Math.round(latitude * 1e7) / 1e7]
}

function apart(one: { x: number; y: number }, other: { x: number; y: number }): number {
  return Math.hypot(one.x - other.x, one.y - other.y)
}
