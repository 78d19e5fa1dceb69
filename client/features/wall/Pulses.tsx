import { useLayoutEffect, useRef } from 'react'
import { hasGpu } from '#client/map/gpu.ts'
import { useMapView } from '#client/map/use-map-view.ts'
import styles from './Pulses.module.css'
import type { Pulse } from './use-pulses.ts'

/** Rings that grow and fade over the map: elements of their own, so that the map is not drawn again for each step of theirs. */
export function Pulses({ pulses }: { pulses: readonly Pulse[] }) {
  const view = useMapView()
  const room = useRef<HTMLDivElement>(null)
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
