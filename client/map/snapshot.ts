import type { Map as MapLibreMap } from 'maplibre-gl'

/** Map and overlay as one PNG data URL, drawn in the very frame that rendered them (buffers are gone afterwards). */
export function snapshotOf(map: MapLibreMap | undefined, overlay: () => HTMLCanvasElement | null): Promise<string> {
  return new Promise((resolve, reject) => {
    if (!map) return reject(new Error('The map is not mounted: there is nothing to picture.'))
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
      resolve(picture.toDataURL('image/png'))
    })
    map.triggerRepaint()
  })
}
