import type { Layer } from '@deck.gl/core'
import { ScatterplotLayer } from '@deck.gl/layers'

/** A place where an issue has just come in. */
export interface Pulse {
  number: string
  longitude: number
  latitude: number
  /** When it came in, milliseconds by the page's own clock (performance.now). */
  startedAt: number
}

const RINGS = 3
const RING_MILLISECONDS = 1_600
export const PULSE_MILLISECONDS = RINGS * RING_MILLISECONDS

export interface PulseStyle {
  /** Red, green, blue, 0 to 255. */
  color: readonly [number, number, number]
  /** Radius of a ring at its widest, CSS pixels. */
  radiusPixels: number
  /** Less motion asked for: one standing ring instead of three growing ones. */
  still: boolean
}

/** Rings that grow and fade three times, then nothing; `now` as `startedAt`. */
export function pulseLayers(pulses: readonly Pulse[], now: number, style: PulseStyle): Layer[] {
  const shown = pulses.filter((pulse) => now - pulse.startedAt < PULSE_MILLISECONDS)
  if (shown.length === 0) return []
  const progress = (pulse: Pulse) =>
    style.still ? 0.5 : ((now - pulse.startedAt) % RING_MILLISECONDS) / RING_MILLISECONDS
  const fade = (pulse: Pulse): [number, number, number, number] => [
    ...style.color,
    Math.round(255 * (1 - progress(pulse)) ** 1.5),
  ]
  return [
    new ScatterplotLayer<Pulse>({
      id: 'wall-pulse',
      data: shown,
      getPosition: (pulse) => [pulse.longitude, pulse.latitude],
      getRadius: (pulse) => style.radiusPixels * (0.2 + 0.8 * progress(pulse)),
      radiusUnits: 'pixels',
      filled: true,
      getFillColor: (pulse) => {
        const [red, green, blue, alpha] = fade(pulse)
        return [red, green, blue, alpha * 0.22]
      },
      stroked: true,
      getLineColor: fade,
      getLineWidth: style.radiusPixels / 14,
      lineWidthUnits: 'pixels',
      updateTriggers: { getRadius: now, getFillColor: now, getLineColor: now },
    }),
  ]
}
