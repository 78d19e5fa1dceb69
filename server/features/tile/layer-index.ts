import type Flatbush from 'flatbush'

/** Web mercator on a lattice of 2^31 steps across the world (2 cm at the equator); y grows southward. */
export const WORLD_STEPS = 2 ** 31

export type PropertyValue = string | number | boolean

/** What a layer's query gives for one row: only what may stand in a tile. */
export interface TileFeature {
  /** Whole number kept as the feature's id in the tile; left out where the code is the key. */
  id?: number
  geometry: GeoJSON.Point | GeoJSON.LineString | GeoJSON.MultiLineString | GeoJSON.Polygon | GeoJSON.MultiPolygon
  properties: Record<string, PropertyValue | null>
  /** First zoom that shows it; the layer's own unless told. */
  minZoom?: number
  /** Kept longest when a tile would be too large; its area or length unless told. */
  importance?: number
  /** Codes of the street and community it lies in, where the layer is shown in parts. */
  within?: readonly string[]
}

/** As the tile format numbers them. */
export const Shape = { Point: 1, Line: 2, Polygon: 3 } as const
export type Shape = (typeof Shape)[keyof typeof Shape]

/** One layer of one county, packed: arrays instead of objects, so that 180,000 edges stay small and quick to read. */
export interface LayerIndex {
  layer: string
  /** Property names in the order of `values`. */
  keys: readonly string[]
  count: number
  shapes: Uint8Array
  /** -1: none. */
  ids: Float64Array
  minZooms: Uint8Array
  importance: Float64Array
  /** Feature f has the rings (lines, points) from ringsFrom[f] up to ringsFrom[f + 1]. */
  ringsFrom: Uint32Array
  /** Ring r has the vertices from verticesFrom[r] up to verticesFrom[r + 1]. */
  verticesFrom: Uint32Array
  /** 1 for the outer ring of a polygon. */
  outer: Uint8Array
  /** x, y of each vertex in world steps. */
  coordinates: Int32Array
  /** First zoom that draws the vertex. */
  vertexZooms: Uint8Array
  /** x, y of each feature's label; null where the layer has none. */
  labels: Int32Array | null
  /** Feature f has for key k the value values[f * keys.length + k]; -1: none. */
  values: Int32Array
  /** Value v as it stands in a tile: valueBytes from valuesFrom[v] up to valuesFrom[v + 1]. */
  valueBytes: Uint8Array
  valuesFrom: Uint32Array
  /** Box trees over consecutive features, each begun at `from`. */
  pages: { from: number; tree: Flatbush }[]
  /** Memory it takes. */
  bytes: number
}
