import { useCallback, useEffect, useRef } from 'react'
import { useMapView } from '#client/map/use-map-view.ts'
import { useReducedMotion } from '#client/state/view.ts'
import type { IssueSummary } from '#domain/contract/issue.ts'
import { PULSE_MILLISECONDS, type Pulse, pulseLayers } from './pulse.layer.ts'

const LAYERS = 'wall-pulse'
/** More at once would be a wall of rings: the newest are shown. */
const MOST_PULSES = 30
const RADIUS_REM = 3.2

/** Gives a function that lets places on the map pulse three times; frames are drawn only while one does. */
export function usePulses(): (issues: IssueSummary[]) => void {
  const view = useMapView()
  const still = useReducedMotion()
  const pulses = useRef<Pulse[]>([])
  const frame = useRef(0)

  const draw = useCallback(() => {
    const now = performance.now()
    pulses.current = pulses.current.filter((pulse) => now - pulse.startedAt < PULSE_MILLISECONDS)
    const look = getComputedStyle(document.documentElement)
    view.setDeckLayers(
      LAYERS,
      pulseLayers(pulses.current, now, {
        color: rgbOf(look.getPropertyValue('--live')),
        radiusPixels: Number.parseFloat(look.fontSize) * RADIUS_REM,
        still,
      }),
    )
    frame.current = pulses.current.length > 0 ? requestAnimationFrame(draw) : 0
  }, [view, still])

  useEffect(
    () => () => {
      cancelAnimationFrame(frame.current)
      view.setDeckLayers(LAYERS, [])
    },
    [view],
  )

  return useCallback(
    (issues) => {
      const startedAt = performance.now()
      const coming = issues.map(({ number, position: [longitude, latitude] }) => ({
        number,
        longitude,
        latitude,
        startedAt,
      }))
      pulses.current = [...pulses.current, ...coming].slice(-MOST_PULSES)
      if (frame.current === 0) frame.current = requestAnimationFrame(draw)
    },
    [draw],
  )
}

/** `#58c4ff` as numbers. */
function rgbOf(hex: string): [number, number, number] {
  const value = Number.parseInt(hex.trim().slice(1), 16)
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255]
}
