import type { LayerSpecification } from 'maplibre-gl'
import type { TileLayer } from '#domain/contract/common.ts'
import type { Palette } from './palette.ts'

export interface BodyParts {
  bodies: LayerSpecification[]
  labels: LayerSpecification[]
}

export interface DrawWith {
  palette: Palette
  /** Share, 0 to 1: multiplies every opacity of the layer. */
  opacity: number
  language: 'zh' | 'en'
}

const none = (): BodyParts => ({ bodies: [], labels: [] })

/** How each tile layer is drawn. */
export const bodies: Record<TileLayer, (draw: DrawWith) => BodyParts> = {
  green: ({ palette, opacity }) => ({
    bodies: [
      {
        id: 'green-fill',
        type: 'fill',
        source: 'green',
        'source-layer': 'green',
        paint: { 'fill-color': palette.park, 'fill-opacity': opacity },
      },
    ],
    labels: [],
  }),
  water: ({ palette, opacity }) => ({
    bodies: [
      {
        id: 'water-fill',
        type: 'fill',
        source: 'water',
        'source-layer': 'water',
        paint: { 'fill-color': palette.water, 'fill-opacity': opacity },
      },
    ],
    labels: [],
  }),
  compound: none,
  road: ({ palette, opacity }) => ({
    bodies: [
      {
        id: 'road-line',
        type: 'line',
        source: 'road',
        'source-layer': 'road',
        paint: { 'line-color': palette.street, 'line-opacity': opacity, 'line-width': 2 },
      },
    ],
    labels: [],
  }),
  building: none,
  micro_grid: none,
  grid: ({ palette, opacity }) => ({
    bodies: [
      {
        id: 'grid-line',
        type: 'line',
        source: 'grid',
        'source-layer': 'grid',
        paint: { 'line-color': palette.grid, 'line-opacity': opacity },
      },
    ],
    labels: [],
  }),
  area: none,
  station: none,
  issue: none,
  walk_edge: none,
}
