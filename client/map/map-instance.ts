import { Map as MapLibreMap, prewarm, type StyleSpecification, setWorkerUrl } from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'
import 'maplibre-gl/dist/maplibre-gl.css'
import { hasGpu } from './gpu.ts'
import { drawIcon, firstIcons } from './icons.ts'
import type { Camera } from './map-view.types.ts'

setWorkerUrl(workerUrl)
// the worker's script comes while the page asks which county to show
prewarm()

/** Makes a MapLibre map in an element. Throws where WebGL 2 cannot be had. */
export function createMap(element: HTMLElement, style: StyleSpecification, camera: Camera): MapLibreMap {
  const map = new MapLibreMap({
    container: element,
    style,
    center: [camera.longitude, camera.latitude],
    zoom: camera.zoom,
    bearing: camera.bearing,
    pitch: camera.pitch,
    minZoom: 6,
    maxZoom: 20,
    maxPitch: 60,
    // the default of 4096 would silently blur a wall
    maxCanvasSize: [16384, 16384],
    attributionControl: false,
    // the tests hold the style against its specification; here that would cost a tenth of a second at the start
    validateStyle: false,
    renderWorldCopies: false,
    // without a GPU a fade is three slow frames, not a fade
    fadeDuration: hasGpu() ? 150 : 0,
    // the page has keys of its own on the map; see features/keys
    keyboard: true,
  })
  map.touchPitch.disable()
  leaveOutSky(map)
  map.on('webglcontextrestored', () => leaveOutSky(map))
  const addIcon = (name: string) => {
    const icon = drawIcon(name)
    if (icon && !map.hasImage(name)) map.addImage(name, icon.image, { pixelRatio: icon.pixelRatio })
  }
  map.once('style.load', () => firstIcons.forEach(addIcon))
  map.setMissingStyleImageResolver(addIcon)
  return map
}

/**
 * A map without a sky of its own gets a transparent one, drawn over the whole canvas in every frame: an eighth of a frame
 * without a GPU, and a shader more before the first.
 */
function leaveOutSky({ painter }: MapLibreMap): void {
  painter.drawFunctions = { ...painter.drawFunctions, sky: () => {} }
}
