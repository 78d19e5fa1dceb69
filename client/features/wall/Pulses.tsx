import { useLayoutEffect, useRef } from 'react'
import { hasGpu } from '#client/map/gpu.ts'
import { useMapView } from '#client/map/use-map-view.ts'
import styles from './Pulses.module.css'
import { type Pulse, RING_MILLISECONDS } from './use-pulses.ts'

/** Without a GPU a ring grows in so many steps, all rings together: each costs the picture beneath it. */
const STEPS = 5

/** Rings that grow and fade over the map: elements of their own, so that the map is not drawn again for each step of theirs. */
export function Pulses({ pulses }: { pulses: readonly Pulse[] }) {
  const view = useMapView()
  const room = useRef<HTMLDivElement>(null)
  const isAny = pulses.length > 0
  // an animation would be looked at sixty times a second, also where it changes three times
  useLayoutEffect(() => {
    if (!isAny || hasGpu()) return
    let step = 0
    const timer = setInterval(() => {
      step = (step + 1) % STEPS
      room.current?.style.setProperty('--ring-step', String(step))
    }, RING_MILLISECONDS / STEPS)
    return () => clearInterval(timer)
  }, [isAny])
  useLayoutEffect(() => {
    if (pulses.length === 0) return
    const place = () => {
      for (const [index, { position }] of pulses.entries()) {
        const ring = room.current?.children[index]
        const at = view.project(...position)
        if (ring instanceof HTMLElement && at !== null) ring.style.translate = `${at.x}px ${at.y}px`
      }
    }
    place()
    return view.onCamera(place)
  }, [view, pulses])
  return (
    <div ref={room} className={styles.pulses} data-steps={!hasGpu() || undefined} aria-hidden="true">
      {pulses.map(({ id }) => (
        <i key={id} />
      ))}
    </div>
  )
}
