import type { Map as MapLibreMap } from 'maplibre-gl'
import type { RestingMap } from './paint-at-rest.ts'
import { ratioAfterMoving, ratioAfterPictures } from './pixel-ratio.ts'

interface Capped {
  resting: Pick<RestingMap, 'onPicture'>
  /** Whether it is judged now. */
  wanted(): boolean
  /** Fewest pixels a CSS pixel. */
  least(): number
}

/** Draws a map with fewer pixels from then on where it moves in steps, or where a picture of it holds the page for too long. */
export function capPixels(map: MapLibreMap, { resting, wanted, least }: Capped): void {
  const apart: number[] = []
  const took: number[] = []
  let lastAt: number | null = null
  const draw = (ratio: number) => {
    if (ratio === map.getPixelRatio()) return
    apart.length = 0
    took.length = 0
    map.setPixelRatio(ratio)
  }
  map.on('render', () => {
    if (!wanted() || !map.isMoving()) {
      lastAt = null
      apart.length = 0
      return
    }
    const now = performance.now()
    if (lastAt !== null) apart.push(now - lastAt)
    lastAt = now
    draw(ratioAfterMoving(map.getPixelRatio(), apart, least()))
  })
  resting.onPicture((milliseconds) => {
    if (!wanted()) return
    took.push(milliseconds)
    draw(ratioAfterPictures(map.getPixelRatio(), took, least()))
  })
}
