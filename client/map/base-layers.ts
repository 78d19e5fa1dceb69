import type { TileLayer } from '#domain/contract/common.ts'
import type { Slot } from './map-view.types.ts'

/** One layer of the base map, as the layer list shows it. Its name is `layers:name.<id>` in the words. */
export interface BaseLayer {
  id: TileLayer
  /** Where its bodies (not its labels) lie among the overlays. */
  slot: Slot
  /** Tiles are asked for from here on; the layer list says so when the map is further out. */
  minzoom: number
  /** Tiles are not cut finer than this; closer in they are enlarged. */
  maxzoom: number
  /** Whether it is shown before anybody chose. */
  visible: boolean
  /** Whether the pointer and the mirrored list find its features. */
  pickable: boolean
}

/** All layers from bottom to top, as drawn before anybody changed the order. */
export const baseLayers: readonly BaseLayer[] = [
  { id: 'green', slot: 'ground', minzoom: 8, maxzoom: 15, visible: true, pickable: false },
  { id: 'water', slot: 'ground', minzoom: 6, maxzoom: 15, visible: true, pickable: false },
  { id: 'compound', slot: 'ground', minzoom: 13, maxzoom: 16, visible: true, pickable: true },
  { id: 'road', slot: 'ground', minzoom: 9, maxzoom: 16, visible: true, pickable: false },
  { id: 'building', slot: 'ground', minzoom: 14, maxzoom: 16, visible: true, pickable: true },
  { id: 'micro_grid', slot: 'area', minzoom: 13, maxzoom: 16, visible: true, pickable: true },
  { id: 'grid', slot: 'area', minzoom: 11, maxzoom: 16, visible: true, pickable: true },
  { id: 'area', slot: 'area', minzoom: 6, maxzoom: 16, visible: true, pickable: true },
  { id: 'station', slot: 'mark', minzoom: 10, maxzoom: 16, visible: true, pickable: true },
  { id: 'issue', slot: 'mark', minzoom: 8, maxzoom: 16, visible: true, pickable: true },
]

export const slots: readonly Slot[] = ['ground', 'surface', 'area', 'mark', 'label', 'draw']
