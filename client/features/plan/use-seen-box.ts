import { useEffect, useState } from 'react'
import { useMapView } from '#client/map/use-map-view.ts'
import type { Box } from './plan-features.ts'

const REST_MILLISECONDS = 150
/** More than is seen, in parts of it on each side, so that a small move shows nothing new. */
const AROUND = 0.4

/** A box around what the map shows from a zoom on, set anew when the camera rests beyond it; null when it is farther off. */
export function useSeenBox(leastZoom: number): Box | null {
  const view = useMapView()
  const [box, setBox] = useState<Box | null>(null)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = () => {
      const seen = view.getBounds()
      setBox((known) => {
        if (view.getCamera().zoom < leastZoom) return null
        return known && holds(known, seen) && !isFar(known, seen) ? known : widened(seen)
      })
    }
    look()
    const stop = view.onCamera(() => {
      clearTimeout(timer)
      timer = setTimeout(look, REST_MILLISECONDS)
    })
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [view, leastZoom])
  return box
}

function widened([west, south, east, north]: Box): Box {
  const [dx, dy] = [(east - west) * AROUND, (north - south) * AROUND]
  return [west - dx, south - dy, east + dx, north + dy]
}

function holds(box: Box, [west, south, east, north]: Box): boolean {
  return box[0] <= west && box[1] <= south && box[2] >= east && box[3] >= north
}

/** The box is many times what is seen: the camera came nearer. */
function isFar(box: Box, seen: Box): boolean {
  return box[2] - box[0] > (seen[2] - seen[0]) * 6
}
