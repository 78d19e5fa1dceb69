import type { Layer } from '@deck.gl/core'
import type { FilterSpecification, LayerSpecification } from 'maplibre-gl'

export type { Layer } from '@deck.gl/core'

/** lng, lat in degrees; zoom as MapLibre; bearing and pitch in degrees. */
export interface Camera {
  longitude: number
  latitude: number
  zoom: number
  bearing: number
  pitch: number
}

/** West, south, east, north in degrees. */
export type Bounds = [number, number, number, number]

/** Pixels kept free of the subject when fitting: what floating panels cover. */
export interface Padding {
  top: number
  right: number
  bottom: number
  left: number
}

/**
 * Order of drawing from bottom to top; a feature's style layers go into one of these. `veil` hides surfaces, not borders;
 * a `pin` steps aside for labels.
 */
export type Slot = 'ground' | 'surface' | 'veil' | 'area' | 'pin' | 'label' | 'mark' | 'draw'

export interface PickedFeature {
  /** Tile layer or GeoJSON source it came from. */
  source: string
  layer: string
  properties: Record<string, unknown>
  longitude: number
  latitude: number
}

export interface MapPointer {
  longitude: number
  latitude: number
  x: number
  y: number
  features: PickedFeature[]
  /** True with Shift held. */
  shift: boolean
  /** True with Alt held. */
  alt: boolean
  /** A finger: less exact than a mouse or a pen. */
  finger: boolean
}

/**
 * The one map of the page, made once outside React and living as long as the page.
 * Every method is safe before the map has loaded (it is queued) and after a lost WebGL context (it is replayed).
 */
export interface MapView {
  /** Moves the map's element into a container of the page that is shown now. */
  mount(container: HTMLElement): () => void
  getCamera(): Camera
  setCamera(camera: Partial<Camera>, options?: { animate?: boolean }): void
  fit(bounds: Bounds, options?: { padding?: Partial<Padding>; animate?: boolean; maxZoom?: number }): void
  onCamera(heard: (camera: Camera) => void): () => void
  /** Sets or replaces a GeoJSON source and the style layers that draw it; pass unchanged data by identity. `null` removes. */
  setOverlay(
    id: string,
    overlay: {
      data: GeoJSON.GeoJSON
      slot: Slot
      layers: OverlayLayer[]
      /** Only left or right of the swipe's handle. */
      side?: 'left' | 'right' | undefined
    } | null,
  ): void
  /** Where the handle of the swipe stands, 0 to 1 of the width; null shows every overlay everywhere. */
  setSwipe(share: number | null): void
  /** Sets the deck.gl layers of one feature; drawn above the map. Empty array removes. */
  setDeckLayers(id: string, layers: Layer[]): void
  /** Filters a base layer's tiles, e.g. hide issues of other categories; `none` shows none of it, null all. */
  setBaseFilter(layerId: string, filter: FilterSpecification | 'none' | null): void
  onClick(heard: (pointer: MapPointer) => void): () => void
  onHover(heard: (pointer: MapPointer | null) => void): () => void
  /** While held, drags and double clicks do not move the map (drawing). Returns release. */
  holdGestures(): () => void
  onPointer(heard: (kind: 'down' | 'move' | 'up' | 'double' | 'cancel', pointer: MapPointer) => void): () => void
  setCursor(cursor: string): void
  /** Gives the keyboard to the map. */
  focus(): void
  /** Tiles of a layer that changed: fetched again, at most once a second. */
  refreshTiles(layer: string, tiles: { z: number; x: number; y: number }[] | 'all'): void
  /** Features of base layers drawn on screen now, for the mirrored list. */
  visibleFeatures(layers: string[], limit: number): PickedFeature[]
  /** Features of base layers at a place on screen, topmost first; empty when the place is off screen. */
  featuresAt(longitude: number, latitude: number, layers: string[]): PickedFeature[]
  /** Pixels within the map's element where a place is drawn, and the place that is drawn at some; null before there is a map. */
  project(longitude: number, latitude: number): { x: number; y: number } | null
  unproject(x: number, y: number): { longitude: number; latitude: number } | null
  onIdle(heard: () => void): () => void
  /** Name of the map's canvas for screen readers, in the current language. */
  setLabel(label: string): void
  /** Draws the base map of a county, in a theme, with layers as set. Cheap when little changed. */
  setBase(base: BaseState): void
  /** Draws signs, lines and labels so many times as large as for a screen at arm's length. */
  setScale(scale: number): void
  /**
   * Nobody works at the map: its last whole picture is kept, which stands in, grey, while a WebGL context is lost; without a GPU
   * it is painted once a change; where its pictures take too long it is drawn with fewer pixels from then on.
   */
  setUnattended(unattended: boolean): void
  /** When the kept picture was drawn, milliseconds since 1970 by this machine's clock; null while there is none. */
  keptPictureAt(): number | null
  /** Bounds of the view in degrees. */
  getBounds(): Bounds
  /** Moves one step: zoom by one level, or north up. */
  step(kind: 'in' | 'out' | 'north'): void
  onState(heard: (state: DrawingState) => void): () => void
  /** Of the map on screen, CSS pixels; zeros before it is mounted. */
  getSize(): { width: number; height: number }
  /** Map and overlay as seen, drawn with so many pixels a CSS pixel; rejects when there is no map. */
  takePicture(pixelRatio: number): Promise<HTMLCanvasElement>
}

/** A style layer without its source; `source` is filled with the overlay's id. */
export type OverlayLayer = LayerSpecification extends infer L
  ? L extends { source: string }
    ? Omit<L, 'source'>
    : never
  : never

/** What the base map is drawn from. */
export interface BaseState {
  /** 6-digit code; tiles come from /tiles/<county>/. */
  county: string
  /** West, south, east, north: no tiles are asked for outside. */
  bounds: Bounds
  theme: 'dark' | 'light'
  language: 'zh' | 'en'
  /** Bottom to top. */
  layers: readonly { id: string; visible: boolean; opacity: number }[]
  /** Drawn with the accent: a tile layer and the thing's code (an issue's number). */
  selected: { layer: string; code: string } | null
}

/** What the drawing does now: `idle` when everything asked for is on screen, `lost` while a WebGL context is being brought back. */
export type DrawingState = 'loading' | 'idle' | 'lost'
