import type { Map as MapLibreMap } from 'maplibre-gl'
import { hasGpu } from './gpu.ts'

/** Longest wait for the first tiles, milliseconds: on a slow line half a map is better than none. */
const longestWait = { gpu: 1_200, noGpu: 6_000 }

/**
 * Keeps a new map unseen and undrawn until its first tiles are in, so that a machine without a GPU draws one whole picture
 * instead of a dozen of parts of it: a full frame takes it 0.2 s, and shaders wait behind each. `onShown` is told when the
 * map is drawn from now on.
 */
export function holdFirstPicture(map: MapLibreMap, onShown: () => void): void {
  const canvas = map.getCanvas()
  const context = canvas.getContext('webgl2')
  canvas.style.visibility = 'hidden'
  // the map goes through its frames as ever, placing labels and making shaders; only nothing is painted
  if (context) context.drawElements = () => {}
  let shown = false
  const show = () => {
    if (shown) return
    shown = true
    clearTimeout(late)
    onShown()
    if (context) Reflect.deleteProperty(context, 'drawElements')
    map.once('render', () => {
      canvas.style.visibility = ''
    })
    map.triggerRepaint()
  }
  const late = setTimeout(show, hasGpu() ? longestWait.gpu : longestWait.noGpu)
  map.once('idle', show)
  map.once('webglcontextlost', show)
  map.once('remove', () => {
    shown = true
    clearTimeout(late)
  })
}
