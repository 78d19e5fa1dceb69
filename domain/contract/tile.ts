import { z } from 'zod'
import { countyCode, nothing, type TileLayer, tileLayer } from './common.ts'
import { endpoint } from './endpoint.ts'

/** Finest zoom the map asks for; finer views are drawn from it. One unit of a tile is then 12 cm. */
export const TILE_MAX_ZOOM = 16

/** No layer's part of a tile is larger, before compression. */
export const TILE_MOST_BYTES = 500_000

/** How far lines and polygons reach past a tile's edge, as a share of its width; points do not. */
export const TILE_BUFFER = 64 / 4096

/** Below this zoom the layer's tiles are empty. */
export const tileMinZoom: Record<TileLayer, number> = {
  area: 0,
  grid: 8,
  micro_grid: 12,
  compound: 12,
  building: 14,
  station: 0,
  issue: 0,
  water: 0,
  road: 5,
  green: 0,
  walk_edge: 13,
}

/**
 * Every property that may stand in a tile, by layer; nothing else ever enters one.
 * `households` is a sum of buildings, `norm` compares it with the county's settings.
 * `area_label`, `grid_label`, `micro_grid_label`, `compound_label`, `water_label` and `green_label` are further source
 * layers in the same tile: one point for each feature, in exactly one tile, with the same properties.
 * Up to zoom 10, and wherever they would be too many, issues close together are one point: `count` above 1, the soonest
 * `finish_by` of those whose clock runs, `emergency` when one of them is; it has no `number`, `category` or `state`.
 */
export const tileProperties = {
  area: ['code', 'name', 'level'],
  grid: ['code', 'name', 'kind', 'community', 'households', 'norm'],
  micro_grid: ['code', 'name', 'grid', 'households', 'norm'],
  compound: ['code', 'name', 'kind', 'walled'],
  building: ['code', 'name', 'kind', 'floors', 'households'],
  station: ['code', 'name', 'level', 'kind'],
  issue: ['number', 'category', 'emergency', 'finish_by', 'state', 'count'],
  water: ['name', 'kind'],
  road: ['name', 'class'],
  green: ['name', 'kind'],
  walk_edge: ['name', 'kind'],
} as const satisfies Record<TileLayer, readonly string[]>

/** Layers whose polygons carry a label point in the source layer `<layer>_label`. */
export const labelledLayers = [
  'area',
  'grid',
  'micro_grid',
  'compound',
  'water',
  'green',
] as const satisfies TileLayer[]

const whole = z
  .string()
  .regex(/^(0|[1-9]\d{0,6})$/, 'a tile number is a whole number from 0 on')
  .transform(Number)

export const getTile = endpoint({
  method: 'GET',
  path: '/tiles/:county/:layer/:z/:x/:y.mvt',
  summary: `One Mapbox vector tile (version 2) of a layer, or of several joined by commas: ${tileLayer.options.join(', ')}. Answers 304 to a known ETag.`,
  tag: 'tile',
  params: z
    .object({
      county: countyCode,
      /** A layer, or several joined by commas, each once: one tile that holds them all. */
      layer: z.string().max(100),
      z: whole.refine((zoom) => zoom <= 22, 'zoom is 0 to 22'),
      x: whole,
      y: whole,
    })
    .refine((tile) => tile.x < 2 ** tile.z, { path: ['x'], message: 'x is below 2 to the power of z' })
    .refine((tile) => tile.y < 2 ** tile.z, { path: ['y'], message: 'y is below 2 to the power of z' }),
  query: nothing,
  body: nothing,
  /** Bytes, application/vnd.mapbox-vector-tile. */
  answer: z.undefined(),
})

export const tileEndpoints = [getTile]
