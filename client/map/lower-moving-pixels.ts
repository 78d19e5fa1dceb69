import type { Map as MapLibreMap } from 'maplibre-gl'
import { ratioAfter } from './moving-pixels.ts'

/** Draws a map that moves in steps with fewer pixels from then on, while `wanted`. */
export function lowerMovingPixels(map: MapLibreMap, wanted: () => boolean): void {
  const apart: number[] = []
  let lastAt: number | null = null
  map.on('render', () => {
    if (!wanted() || !map.isMoving()) {
      lastAt = null
      apart.length = 0
      return
    }
    const now = performance.now()
    if (lastAt !== null) apart.push(now - lastAt)
    lastAt = now
    const ratio = map.getPixelRatio()
    const fewer = ratioAfter(ratio, apart)
    if (fewer === ratio) return
    apart.length = 0
    map.setPixelRatio(fewer)
  })
}
