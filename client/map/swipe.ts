import type { CustomLayerInterface, Map as MapLibreMap } from 'maplibre-gl'
import type { Overlay } from './map-style.ts'

const PREFIX = 'swipe '

/**
 * Shows overlays that have a side only there: left or right of a handle (`shareOf`, 0 to 1 of the width; null shows all).
 * Before and after the layers of each stands a layer that draws nothing and sets the scissors of the map's own canvas. Call
 * it again whenever a style was put down.
 */
export function placeSwipe(
  map: MapLibreMap,
  overlays: ReadonlyMap<string, Overlay>,
  shareOf: () => number | null,
): void {
  for (const id of map.getLayersOrder()) if (id.startsWith(PREFIX)) map.removeLayer(id)
  for (const [id, { side, layers }] of overlays) {
    if (side === undefined) continue
    const order = map.getLayersOrder()
    const places = layers.map((layer) => order.indexOf(layer.id)).filter((place) => place >= 0)
    if (places.length === 0) continue
    const after = order[Math.max(...places) + 1]
    map.addLayer(scissors(`${PREFIX}${id} on`, side, shareOf), order[Math.min(...places)])
    map.addLayer(scissors(`${PREFIX}${id} off`, null, shareOf), after)
  }
}

function scissors(id: string, side: 'left' | 'right' | null, shareOf: () => number | null): CustomLayerInterface {
  return {
    id,
    type: 'custom',
    render(gl) {
      const share = shareOf()
      if (side === null || share === null) {
        gl.disable(gl.SCISSOR_TEST)
        return
      }
      const { drawingBufferWidth: width, drawingBufferHeight: height } = gl
      const handle = Math.round(width * share)
      gl.enable(gl.SCISSOR_TEST)
      if (side === 'left') gl.scissor(0, 0, handle, height)
      else gl.scissor(handle, 0, width - handle, height)
    },
  }
}
