import { Map as MapLibreMap, type StyleSpecification, setWorkerUrl } from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'
import 'maplibre-gl/dist/maplibre-gl.css'
import { drawIcon } from './icons.ts'
import type { Camera } from './map-view.types.ts'

setWorkerUrl(workerUrl)

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
    renderWorldCopies: false,
    fadeDuration: 150,
    // the page has keys of its own on the map; see features/keys
    keyboard: true,
  })
  map.touchPitch.disable()
  map.setMissingStyleImageResolver((name) => {
    const icon = drawIcon(name)
    if (icon && !map.hasImage(name)) map.addImage(name, icon.image, { pixelRatio: icon.pixelRatio })
  })
  return map
}
