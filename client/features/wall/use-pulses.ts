import { useCallback, useEffect, useRef } from 'react'
import { useMapView } from '#client/map/use-map-view.ts'
import { useReducedMotion } from '#client/state/view.ts'
import type { IssueSummary } from '#domain/contract/issue.ts'
import type { Pulse } from './pulse.layer.ts'

type Rings = typeof import('./pulse.layer.ts')

const LAYERS = 'wall-pulse'
/** More at once would be a wall of rings: the newest are shown. */
const MOST_PULSES = 30
const RADIUS_REM = 3.2
/** Where more than so many pulse at once, a frame is drawn only every so often: each costs the whole picture. */
const FEW_PULSES = 6
const MANY_MILLISECONDS = 200
const RINGS_AFTER_MILLISECONDS = 300

/** Gives a function that lets places on the map pulse three times; frames are drawn only while one does. */
export function usePulses(): (issues: IssueSummary[]) => Promise<void> {
  const view = useMapView()
  const still = useReducedMotion()
  const pulses = useRef<Pulse[]>([])
  const frame = useRef(0)
  const drawnAt = useRef(0)

  const draw = useCallback(
    (rings: Rings) => {
      const now = performance.now()
      if (pulses.current.length > FEW_PULSES && now - drawnAt.current < MANY_MILLISECONDS) {
        frame.current = requestAnimationFrame(() => draw(rings))
        return
      }
      drawnAt.current = now
      pulses.current = pulses.current.filter((pulse) => now - pulse.startedAt < rings.PULSE_MILLISECONDS)
      const look = getComputedStyle(document.documentElement)
      view.setDeckLayers(
        LAYERS,
        rings.pulseLayers(pulses.current, now, {
          color: rgbOf(look.getPropertyValue('--live')),
          radiusPixels: Number.parseFloat(look.fontSize) * RADIUS_REM,
          still,
        }),
      )
      frame.current = pulses.current.length > 0 ? requestAnimationFrame(() => draw(rings)) : 0
    },
    [view, still],
  )

  // ready before the first issue comes, but not before the picture that has just been drawn is on screen
  useEffect(() => {
    let waiting: ReturnType<typeof setTimeout> | undefined
    const stop = view.onIdle(() => {
      waiting ??= setTimeout(loadRings, RINGS_AFTER_MILLISECONDS)
    })
    return () => {
      clearTimeout(waiting)
      stop()
    }
  }, [view])

  useEffect(
    () => () => {
      cancelAnimationFrame(frame.current)
      view.setDeckLayers(LAYERS, [])
    },
    [view],
  )

  return useCallback(
    async (issues) => {
      const rings = await loadRings()
      const startedAt = performance.now()
      const coming = issues.map(({ number, position: [longitude, latitude] }) => ({
        number,
        longitude,
        latitude,
        startedAt,
      }))
      pulses.current = [...pulses.current, ...coming].slice(-MOST_PULSES)
      if (frame.current === 0) frame.current = requestAnimationFrame(() => draw(rings))
    },
    [draw],
  )
}

/** The drawing of rings and deck.gl beneath it: a quarter of the page's script, which the first picture does without. */
function loadRings(): Promise<Rings> {
  return import('./pulse.layer.ts')
}

/** `#58c4ff` as numbers. */
function rgbOf(hex: string): [number, number, number] {
  const value = Number.parseInt(hex.trim().slice(1), 16)
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255]
}
