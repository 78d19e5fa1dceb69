import type { TileLayer } from '#domain/contract/common.ts'
import { drawAreas, drawGrids, drawMicroGrids } from '#domain/map-style/borders.ts'
import type { DrawWith, Parts } from '#domain/map-style/draw.ts'
import { drawBuildings, drawCompounds, drawGreen, drawWater } from '#domain/map-style/ground.ts'
import { drawRoads } from '#domain/map-style/roads.ts'
import type { Slot } from './map-view.types.ts'
import { drawIssues, drawStations } from './marks.ts'

/** One layer of the base map. Its name is `layers:name.<id>` in the words. */
export interface BaseLayer {
  id: TileLayer
  /** Where its bodies lie among the overlays. */
  slot: Slot
  /** It can be seen from this zoom on; the layer list says so when the map is further out. */
  shownFrom: number
  /** Whether it is shown before anybody chose. */
  visible: boolean
  /** Whether the pointer and the mirrored list find its features. */
  pickable: boolean
  draw(draw: DrawWith): Parts
}

/** All layers from bottom to top, as drawn before anybody changed the order. */
export const baseLayers: readonly BaseLayer[] = [
  layer('green', 'ground', 0, false, drawGreen),
  layer('water', 'ground', 0, false, drawWater),
  layer('compound', 'ground', 13, true, drawCompounds),
  layer('road', 'ground', 7, false, drawRoads),
  layer('building', 'ground', 14, true, drawBuildings),
  layer('micro_grid', 'area', 14, true, drawMicroGrids),
  layer('grid', 'area', 11.5, true, drawGrids),
  layer('area', 'area', 0, true, drawAreas),
  layer('station', 'mark', 10.5, true, drawStations),
  layer('issue', 'mark', 0, true, drawIssues),
]

/** Every layer as it is before anybody chose, bottom to top. */
export const defaultLayers = baseLayers.map(({ id, visible }) => ({ id, visible, opacity: 1 }))

function layer(id: TileLayer, slot: Slot, shownFrom: number, pickable: boolean, draw: BaseLayer['draw']): BaseLayer {
  return {
    id,
    slot,
    shownFrom,
    visible: true,
    pickable,
    draw,
  }
}
