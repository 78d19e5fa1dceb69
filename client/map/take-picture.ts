import type { Map as MapLibreMap } from 'maplibre-gl'

/** Tiles that do not come must not keep a picture from being taken. */
const PATIENCE_MILLISECONDS = 15_000

/**
 * Map and overlay on a canvas of their own, drawn with so many pixels a CSS pixel; the map on screen is as before afterwards.
 * Rejects when there is no map to picture.
 */
export async function takePicture(
  map: MapLibreMap | undefined,
  overlay: () => HTMLCanvasElement | null,
  pixelRatio: number,
): Promise<HTMLCanvasElement> {
  if (!map) throw new Error('The map is not mounted: there is nothing to picture.')
  const before = map.getPixelRatio()
  if (pixelRatio === before) return copyFrame(map, overlay)
  try {
    map.setPixelRatio(pixelRatio)
    await rest(map)
    return await copyFrame(map, overlay)
  } finally {
    map.setPixelRatio(before)
  }
}

/** In the very frame that rendered them: buffers are gone afterwards. */
function copyFrame(map: MapLibreMap, overlay: () => HTMLCanvasElement | null): Promise<HTMLCanvasElement> {
  return new Promise((resolve, reject) => {
    map.once('render', () => {
      const canvas = map.getCanvas()
      const picture = document.createElement('canvas')
      picture.width = canvas.width
      picture.height = canvas.height
      const context = picture.getContext('2d')
      if (!context) return reject(new Error('The browser gave no 2D canvas.'))
      context.drawImage(canvas, 0, 0)
      const above = overlay()
      if (above) context.drawImage(above, 0, 0, picture.width, picture.height)
      resolve(picture)
    })
    map.triggerRepaint()
  })
}

function rest(map: MapLibreMap): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      map.off('idle', done)
      resolve()
    }
    const timer = setTimeout(done, PATIENCE_MILLISECONDS)
    map.on('idle', done)
  })
}
