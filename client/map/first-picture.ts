import type { Map as MapLibreMap } from 'maplibre-gl'
import { hasGpu } from './gpu.ts'

/** Share of a pixel that the unseen frames are drawn at: they cost next to nothing even without a GPU. */
export const unseenPixelRatio = 0.1
/** Longest wait for the first tiles, milliseconds: on a slow line half a map is better than none. */
const longestWait = { gpu: 1_200, noGpu: 6_000 }

/**
 * Keeps a new map unseen until its first tiles are in, so that a machine without a GPU draws one whole picture instead of
 * a dozen of parts of it (a full frame takes it 0.2 s, and shaders wait behind each). The map must have been made with
 * `unseenPixelRatio`. `onShown` is told when the map is drawn in full from now on.
 */
export function holdFirstPicture(map: MapLibreMap, onShown: () => void): void {
  const canvas = map.getCanvas()
  canvas.style.visibility = 'hidden'
  let shown = false
  const show = () => {
    if (shown) return
    shown = true
    clearTimeout(late)
    onShown()
    map.once('render', () => {
      canvas.style.visibility = ''
    })
    // null, which the types do not know, gives the ratio back to the screen the page is on
    map.setPixelRatio(null as unknown as number)
  }
  const late = setTimeout(show, hasGpu() ? longestWait.gpu : longestWait.noGpu)
  map.once('idle', show)
  map.once('webglcontextlost', show)
  map.once('remove', () => {
    shown = true
    clearTimeout(late)
  })
}
