import { useCallback, useEffect, useRef } from 'react'
import { hasGpu } from '#client/map/gpu.ts'
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
const SMOOTH_MILLISECONDS = 16
/** Without a GPU a frame holds the page for a tenth of a second and more: few rings grow by steps, many stand. */
const STEP_MILLISECONDS = 400
const STILL_MILLISECONDS = 1_000
const RINGS_AFTER_MILLISECONDS = 300

/** Gives a function that lets places on the map pulse three times; frames are drawn only while one does. */
export function usePulses(): (issues: IssueSummary[]) => Promise<void> {
  const view = useMapView()
  const still = useReducedMotion()
  const pulses = useRef<Pulse[]>([])
  const next = useRef<ReturnType<typeof setTimeout> | null>(null)

  const draw = useCallback(
    (rings: Rings) => {
      const now = performance.now()
      pulses.current = pulses.current.filter((pulse) => now - pulse.startedAt < rings.PULSE_MILLISECONDS)
      const many = pulses.current.length > FEW_PULSES
      const standing = still || (many && !hasGpu())
      const look = getComputedStyle(document.documentElement)
      view.setDeckLayers(
        LAYERS,
        rings.pulseLayers(pulses.current, now, {
          color: rgbOf(look.getPropertyValue('--live')),
          radiusPixels: Number.parseFloat(look.fontSize) * RADIUS_REM,
          still: standing,
        }),
      )
      if (pulses.current.length === 0) next.current = null
      else next.current = setTimeout(() => draw(rings), untilNextFrame(standing, many))
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
      clearTimeout(next.current ?? undefined)
      next.current = null
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
      next.current ??= setTimeout(() => draw(rings))
    },
    [draw],
  )
}

/** Milliseconds of rest before the next frame of rings. */
function untilNextFrame(standing: boolean, many: boolean): number {
  if (standing) return STILL_MILLISECONDS
  if (!hasGpu()) return STEP_MILLISECONDS
  return many ? MANY_MILLISECONDS : SMOOTH_MILLISECONDS
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
