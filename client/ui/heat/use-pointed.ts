import { useEffect, useState } from 'react'
import type { MapPointer, MapView } from '#client/map/map-view.types.ts'

/**
 * What `read` makes of the place under the pointer (or of the last tap), looked at once a frame; null when nothing is pointed at.
 * `read` must keep its identity while it would answer the same.
 */
export function usePointed<Value>(view: MapView, read: (pointer: MapPointer) => Value | null): Value | null {
  const [pointer, setPointer] = useState<MapPointer | null>(null)
  useEffect(() => {
    let frame = 0
    let latest: MapPointer | null = null
    const look = () => {
      frame = 0
      setPointer(latest)
    }
    const hear = (next: MapPointer | null) => {
      latest = next
      frame ||= requestAnimationFrame(look)
    }
    const stops = [view.onHover(hear), view.onClick(hear)]
    return () => {
      cancelAnimationFrame(frame)
      for (const stop of stops) stop()
    }
  }, [view])
  return pointer && read(pointer)
}
