import type { Layer } from '@deck.gl/core'
import type {
  FilterSpecification,
  FontFacesSpecification,
  GeoJSONSource,
  Map as MapLibreMap,
  StyleSpecification,
} from 'maplibre-gl'
import { baseLayers } from './base-layers.ts'
import { baseStyle } from './base-style.ts'
import { changedProperties } from './changed-properties.ts'
import { createDeckOverlay, type DeckOverlay } from './deck-overlay.ts'
import { createDrawingPace } from './drawing-pace.ts'
import { holdFirstPicture } from './first-picture.ts'
import { labelFontFaces } from './font-faces.ts'
import { createLadder } from './ladder.ts'
import { createLastPicture } from './last-picture.ts'
import { createMap } from './map-instance.ts'
import { joinStyle, type Overlay } from './map-style.ts'
import type { BaseState, Camera, DrawingState, MapPointer, MapView } from './map-view.types.ts'
import { nowState } from './marks.ts'
import { listenToPointers, type PointerKind, pickFeatures } from './pointer.ts'
import { placeSwipe } from './swipe.ts'
import { takePicture } from './take-picture.ts'
import { sourceIdOf, tileLayerOf } from './tile-source.ts'

/** Makes the map of the page. Nothing is drawn before it is mounted and has a base. */
export function createMapView(): MapView {
  const element = document.createElement('div')
  element.style.cssText = 'position:absolute;inset:0'
  let map: MapLibreMap | undefined
  let deck: DeckOverlay | undefined
  let base: BaseState | undefined
  let scale = 1
  let swipe: number | null = null
  let drawn = new Map<string, string[]>()
  let camera: Camera = { longitude: 120, latitude: 37, zoom: 8, bearing: 0, pitch: 0 }
  let state: DrawingState = 'loading'
  let lost = false
  let holds = 0
  let stylePending = false
  // a style that is not down yet takes no difference: the map would begin anew
  let styleReady = false
  let styleWaits = false
  let pictured = false
  let gestureCursor = ''
  let canvasLabel = ''
  let fontFaces: FontFacesSpecification | undefined
  const overlays = new Map<string, Overlay>()
  const deckLayers = new Map<string, Layer[]>()
  const filters = new Map<string, FilterSpecification | 'none'>()
  const heard = {
    camera: new Set<(camera: Camera) => void>(),
    click: new Set<(pointer: MapPointer) => void>(),
    hover: new Set<(pointer: MapPointer | null) => void>(),
    pointer: new Set<(kind: PointerKind, pointer: MapPointer) => void>(),
    idle: new Set<() => void>(),
    state: new Set<(state: DrawingState) => void>(),
  }
  const pace = createDrawingPace({
    current: () => (lost ? undefined : map),
    isBeginning: () => !pictured,
    scale: () => scale,
  })

  function currentStyle(): StyleSpecification {
    if (!base) return { version: 8, sources: {}, layers: [] }
    const built = baseStyle(base, location.origin)
    drawn = built.drawn
    for (const { layer } of built.bodies) applyFilter(layer)
    for (const layer of [...built.labels, ...built.names]) applyFilter(layer)
    fontFaces ??= labelFontFaces()
    return joinStyle(built, overlays, { fontFaces, nowSeconds: nowSeconds(), scale })
  }

  function applyFilter(layer: StyleSpecification['layers'][number]): void {
    if (!('source' in layer) || layer.type === 'raster') return
    const extra = filters.get(layer.id) ?? filters.get(tileLayerOf(layer.source, layer['source-layer']))
    // of what no layer shows no tile is fetched, nor drawn anew when it changes
    if (extra === 'none') layer.layout = { ...layer.layout, visibility: 'none' }
    else if (extra && 'filter' in layer && layer.filter)
      layer.filter = ['all', layer.filter, extra] as FilterSpecification
    else if (extra) (layer as { filter?: FilterSpecification }).filter = extra
  }

  /** Puts the style down once for all changes of this turn; the map itself applies only the difference. */
  function styleSoon(): void {
    if (!map || stylePending) return
    if (!styleReady) {
      styleWaits = true
      return
    }
    stylePending = true
    queueMicrotask(() => {
      stylePending = false
      if (!map || lost) return
      pace.hurry()
      map.setStyle(currentStyle(), { diff: true, validate: false })
      placeSwipe(map, overlays, () => swipe)
    })
  }

  const lastPicture = createLastPicture(element)
  const ladder = createLadder({ isLost: () => lost, rebuild })

  /** Where no map can be made the page lives on without one, says so, and tries again. */
  function begin(): void {
    try {
      start()
    } catch {
      lost = true
      setState('lost')
      ladder.begin()
    }
  }

  function start(): void {
    const made = createMap(element, currentStyle(), camera)
    map = made
    lost = false
    styleReady = false
    styleWaits = false
    made.on('style.load', () => {
      styleReady = true
      placeSwipe(made, overlays, () => swipe)
      if (styleWaits) styleSoon()
      styleWaits = false
    })
    deck = createDeckOverlay(made, ladder.rebuild)
    deck.setLayers(allDeckLayers())
    applyHolds()
    made.getCanvas().style.cursor = gestureCursor
    made.getCanvas().setAttribute('aria-label', canvasLabel)
    made.on('move', () => {
      camera = cameraOf(made)
      for (const tell of heard.camera) tell(camera)
    })
    pictured = false
    holdFirstPicture(made, () => {
      const resting = pace.begin(made)
      lastPicture.watch(made, { resting, wanted: pace.isUnattended, overlay: () => deck?.canvas() ?? null })
      resting.onRest(() => {
        pictured = true
        setState('idle')
        lastPicture.hide()
        for (const tell of heard.idle) tell()
      })
    })
    // while drags draw, the browser would take a finger's for its own: it scrolls, or loads the page anew
    made.on('touchmove', ({ originalEvent }) => holds > 0 && originalEvent.cancelable && originalEvent.preventDefault())
    made.on('dataloading', () => setState('loading'))
    listenToPointers(made, pickable, {
      click: (pointer) => emit(heard.click, pointer),
      hover: (pointer) => emit(heard.hover, pointer),
      pointer: (kind, pointer) => {
        for (const tell of heard.pointer) tell(kind, pointer)
      },
    })
    watchContext(made)
  }

  function watchContext(made: MapLibreMap): void {
    made.on('webglcontextlost', () => {
      if (map !== made) return
      lost = true
      setState('lost')
      lastPicture.show()
      ladder.begin()
    })
    made.on('webglcontextrestored', () => {
      lost = false
      styleSoon()
    })
  }

  function rebuild(): void {
    const broken = map
    map = undefined
    for (const [id, layers] of deckLayers)
      deckLayers.set(
        id,
        layers.map((layer) => layer.clone({})),
      )
    try {
      deck?.remove()
      broken?.remove()
    } catch {
      // a map without a context may fail to take itself apart: its element is emptied below
    }
    element.replaceChildren()
    begin()
  }

  function pickable(): string[] {
    const ids = baseLayers.filter((layer) => layer.pickable).flatMap((layer) => drawn.get(layer.id) ?? [])
    return [...ids, ...[...overlays.values()].flatMap((overlay) => overlay.layers.map((layer) => layer.id))]
  }

  function allDeckLayers(): Layer[] {
    return [...deckLayers.values()].flat()
  }

  function applyHolds(): void {
    if (!map) return
    for (const handler of [map.dragPan, map.doubleClickZoom, map.boxZoom, map.dragRotate]) {
      if (holds > 0) handler.disable()
      else handler.enable()
    }
  }

  function setState(next: DrawingState): void {
    if (next === state || (lost && next !== 'lost')) return
    state = next
    element.dataset.map = next
    emit(heard.state, next)
  }

  setInterval(() => {
    if (map && !lost) map.setGlobalStateProperty(nowState, nowSeconds())
  }, 60_000)

  return {
    mount(container) {
      container.append(element)
      if (map) map.resize()
      else if (base) begin()
      return () => element.remove()
    },
    setBase(next) {
      base = next
      if (map) styleSoon()
      else if (element.isConnected) begin()
    },
    setScale(next) {
      if (next === scale || !(next > 0)) return
      scale = next
      styleSoon()
    },
    setUnattended: pace.setUnattended,
    keptPictureAt: lastPicture.at,
    setLabel(label) {
      canvasLabel = label
      map?.getCanvas().setAttribute('aria-label', label)
    },
    getCamera: () => camera,
    getBounds() {
      if (!map) return base?.bounds ?? [-180, -85, 180, 85]
      const bounds = map.getBounds()
      return [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()]
    },
    setCamera(part, options) {
      camera = { ...camera, ...part }
      const { longitude, latitude, ...rest } = camera
      if (options?.animate) map?.flyTo({ center: [longitude, latitude], ...rest, maxDuration: 1800 })
      else if (map) map.jumpTo({ center: [longitude, latitude], ...rest })
      else emit(heard.camera, camera)
    },
    fit(bounds, options) {
      const padding = { top: 48, right: 48, bottom: 48, left: 48, ...options?.padding }
      const target = map?.cameraForBounds(bounds, { padding, maxZoom: options?.maxZoom ?? 17, bearing: camera.bearing })
      if (!map || !target) {
        camera = { ...camera, longitude: (bounds[0] + bounds[2]) / 2, latitude: (bounds[1] + bounds[3]) / 2, zoom: 12 }
        emit(heard.camera, camera)
        return
      }
      if (options?.animate) map.flyTo({ ...target, maxDuration: 1800 })
      else map.jumpTo(target)
    },
    onCamera: (tell) => listen(heard.camera, tell),
    setOverlay(id, overlay) {
      const before = overlays.get(id)
      if (overlay === null) overlays.delete(id)
      else overlays.set(id, overlay)
      if (overlay && before && isDrawnAlike(before, overlay)) {
        if (before.data === overlay.data) return
        const source = lost ? undefined : map?.getSource<GeoJSONSource>(id)
        if (source) {
          const diff = changedProperties(before.data, overlay.data)
          if (diff) void source.updateData(diff)
          else source.setData(overlay.data)
          return
        }
      }
      if (overlay || before) styleSoon()
    },
    setSwipe(share) {
      swipe = share
      if (!lost) map?.triggerRepaint()
    },
    setDeckLayers(id, layers) {
      if (layers.length === 0) deckLayers.delete(id)
      else deckLayers.set(id, layers)
      deck?.setLayers(allDeckLayers())
    },
    setBaseFilter(layerId, filter) {
      if (filter === null) filters.delete(layerId)
      else filters.set(layerId, filter)
      styleSoon()
    },
    onClick: (tell) => listen(heard.click, tell),
    onHover: (tell) => listen(heard.hover, tell),
    onPointer: (tell) => listen(heard.pointer, tell),
    holdGestures() {
      holds += 1
      applyHolds()
      let held = true
      return () => {
        if (held) holds -= 1
        held = false
        applyHolds()
      }
    },
    setCursor(cursor) {
      gestureCursor = cursor
      if (map) map.getCanvas().style.cursor = cursor
    },
    focus() {
      map?.getCanvas().focus({ preventScroll: true })
    },
    refreshTiles: (layer, tiles) => pace.refresh(sourceIdOf(layer), tiles),
    visibleFeatures(layers, limit) {
      if (!map || lost) return []
      return pickFeatures(
        map,
        layers.flatMap((layer) => drawn.get(layer) ?? []),
        limit,
      )
    },
    featuresAt(longitude, latitude, layers) {
      if (!map || lost) return []
      const ids = layers.flatMap((layer) => drawn.get(layer) ?? [])
      return pickFeatures(map, ids, 50, map.project([longitude, latitude]))
    },
    project(longitude, latitude) {
      if (!map) return null
      const { x, y } = map.project([longitude, latitude])
      return { x, y }
    },
    unproject(x, y) {
      if (!map) return null
      const { lng, lat } = map.unproject([x, y])
      return { longitude: lng, latitude: lat }
    },
    onIdle: (tell) => listen(heard.idle, tell),
    onState(tell) {
      tell(state)
      return listen(heard.state, tell)
    },
    step(kind) {
      if (kind === 'in') map?.zoomIn()
      if (kind === 'out') map?.zoomOut()
      if (kind === 'north') map?.easeTo({ bearing: 0, pitch: 0 })
    },
    getSize: () => ({ width: element.clientWidth, height: element.clientHeight }),
    takePicture: (pixelRatio) => pace.atOnce(() => takePicture(map, () => deck?.canvas() ?? null, pixelRatio)),
  }
}

/** The moment clock states are judged by, in whole minutes, seconds since 1970. */
function nowSeconds(): number {
  return Math.floor(Date.now() / 60_000) * 60
}

function cameraOf(map: MapLibreMap): Camera {
  const { lng, lat } = map.getCenter()
  return { longitude: lng, latitude: lat, zoom: map.getZoom(), bearing: map.getBearing(), pitch: map.getPitch() }
}

function isDrawnAlike(one: Overlay, other: Overlay): boolean {
  if (one.slot !== other.slot || one.side !== other.side) return false
  return one.layers === other.layers || JSON.stringify(one.layers) === JSON.stringify(other.layers)
}

function listen<Heard>(all: Set<Heard>, heard: Heard): () => void {
  all.add(heard)
  return () => all.delete(heard)
}

function emit<Value>(all: Set<(value: Value) => void>, value: Value): void {
  for (const tell of all) tell(value)
}
