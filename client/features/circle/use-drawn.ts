import { useEffect, useState } from 'react'
import { hasGpu } from '#client/map/gpu.ts'

/** A finger that has stood still so long is looking at the map. */
const REST_MILLISECONDS = 250

/**
 * What the map draws of something that follows the finger: at once where a GPU draws. Without one a frame of the map takes
 * 0.2 s and more, and the figures would wait behind it: there it is drawn when the finger rests.
 */
export function useDrawn<Value>(value: Value, moving: boolean): Value {
  const [drawn, setDrawn] = useState(value)
  const waits = moving && !hasGpu()
  useEffect(() => {
    const timer = setTimeout(() => setDrawn(value), waits ? REST_MILLISECONDS : 0)
    return () => clearTimeout(timer)
  }, [value, waits])
  return waits ? drawn : value
}
