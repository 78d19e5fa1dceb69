import type { Map as MapLibreMap, MapMouseEvent, MapTouchEvent } from 'maplibre-gl'
import type { MapPointer, PickedFeature } from './map-view.types.ts'
import { tileLayerOf } from './tile-source.ts'

/** `cancel`: what was pressed is no press; a second finger came, or the browser took the touch for itself. */
export type PointerKind = 'down' | 'move' | 'up' | 'double' | 'cancel'

export interface PointerHeard {
  click(pointer: MapPointer): void
  hover(pointer: MapPointer | null): void
  pointer(kind: PointerKind, pointer: MapPointer): void
}

/** Fingers are less exact than a mouse: half the side of the box that is searched, in pixels. */
const reach = { mouse: 3, touch: 12 }

/** Turns the map's mouse and touch events into pointers whose features are looked up only when somebody reads them. */
export function listenToPointers(map: MapLibreMap, pickable: () => string[], heard: PointerHeard): void {
  const told = (event: MapMouseEvent | MapTouchEvent): MapPointer => toPointer(map, event, pickable)
  map.on('click', (event) => heard.click(told(event)))
  map.on('mousemove', (event) => {
    const pointer = told(event)
    heard.pointer('move', pointer)
    heard.hover(pointer)
  })
  map.on('mouseout', () => heard.hover(null))
  // a pen is told as a mouse: while it draws, the hand that rests on the glass is no finger
  let drawing = false
  window.addEventListener('mouseup', () => {
    drawing = false
  })
  map.on('mousedown', (event) => {
    if (event.originalEvent.button !== 0) return
    drawing = true
    heard.pointer('down', told(event))
  })
  map.on('mouseup', (event) => heard.pointer('up', told(event)))
  map.on('dblclick', (event) => heard.pointer('double', told(event)))
  // from the second finger on all belongs to the camera, until the last one is lifted
  let several = false
  map.on('touchstart', (event) => {
    if (drawing) return
    several ||= event.originalEvent.touches.length > 1
    heard.pointer(several ? 'cancel' : 'down', told(event))
  })
  map.on('touchmove', (event) => !several && !drawing && heard.pointer('move', told(event)))
  map.on('touchend', (event) => {
    // nor does a browser make a click of it
    if (drawing) event.originalEvent.preventDefault()
    else if (!several) heard.pointer('up', told(event))
    if (event.originalEvent.touches.length === 0) several = false
  })
  map.on('touchcancel', (event) => {
    if (!drawing) heard.pointer('cancel', told(event))
    if (event.originalEvent.touches.length === 0) several = false
  })
}

/** Features of the given style layers on screen, or only at a place of it in pixels; topmost first, each thing once. */
export function pickFeatures(
  map: MapLibreMap,
  styleLayers: string[],
  limit: number,
  at?: { x: number; y: number },
): PickedFeature[] {
  const around: [[number, number], [number, number]] | undefined = at && [
    [at.x - 1, at.y - 1],
    [at.x + 1, at.y + 1],
  ]
  return picked(map, around, styleLayers, limit)
}

function toPointer(map: MapLibreMap, event: MapMouseEvent | MapTouchEvent, pickable: () => string[]): MapPointer {
  const { lngLat, point, originalEvent } = event
  const half = 'touches' in originalEvent ? reach.touch : reach.mouse
  let features: PickedFeature[] | undefined
  return {
    longitude: lngLat.lng,
    latitude: lngLat.lat,
    x: point.x,
    y: point.y,
    shift: originalEvent.shiftKey,
    alt: originalEvent.altKey,
    finger: 'touches' in originalEvent,
    get features() {
      const around: [[number, number], [number, number]] = [
        [point.x - half, point.y - half],
        [point.x + half, point.y + half],
      ]
      features ??= picked(map, around, pickable(), 50)
      return features
    },
  }
}

function picked(
  map: MapLibreMap,
  around: [[number, number], [number, number]] | undefined,
  styleLayers: string[],
  limit: number,
): PickedFeature[] {
  const layers = styleLayers.filter((id) => map.getLayer(id) !== undefined)
  if (layers.length === 0) return []
  const seen = new Set<string>()
  const found: PickedFeature[] = []
  for (const feature of around
    ? map.queryRenderedFeatures(around, { layers })
    : map.queryRenderedFeatures({ layers })) {
    const { properties } = feature
    const source = tileLayerOf(feature.source, feature.sourceLayer)
    const key = `${source}/${String(properties.code ?? properties.number ?? properties.id ?? feature.id ?? found.length)}`
    if (seen.has(key)) continue
    seen.add(key)
    const at = placeOf(feature.geometry, map)
    found.push({ source, layer: feature.layer.id, properties, ...at })
    if (found.length >= limit) break
  }
  return found
}

/** A point stands for itself; of what is larger, the middle of its box within this tile. */
function placeOf(geometry: GeoJSON.Geometry, map: MapLibreMap): { longitude: number; latitude: number } {
  let [west, south, east, north] = [180, 90, -180, -90]
  const visit = (part: unknown): void => {
    if (!Array.isArray(part)) return
    const [x, y] = part
    if (typeof x === 'number' && typeof y === 'number') {
      west = Math.min(west, x)
      east = Math.max(east, x)
      south = Math.min(south, y)
      north = Math.max(north, y)
    } else for (const inner of part) visit(inner)
  }
  if (geometry.type !== 'GeometryCollection') visit(geometry.coordinates)
  if (west > east) {
    const center = map.getCenter()
    return { longitude: center.lng, latitude: center.lat }
  }
  return { longitude: (west + east) / 2, latitude: (south + north) / 2 }
}
