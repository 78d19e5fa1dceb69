import { VectorTile, type VectorTileLayer } from '@mapbox/vector-tile'
import { PbfReader } from 'pbf'

export interface ReadFeature {
  id: number | undefined
  type: number
  properties: Record<string, unknown>
  /** Rings of x, y in tile units. */
  rings: [number, number][][]
}

/** Source layers of a tile by name, read by the reference decoder. */
export function readTile(bytes: Uint8Array): Record<string, ReadFeature[]> {
  const { layers } = new VectorTile(new PbfReader(bytes))
  return Object.fromEntries(Object.entries(layers).map(([name, layer]) => [name, featuresOf(layer)]))
}

function featuresOf(layer: VectorTileLayer): ReadFeature[] {
  return Array.from({ length: layer.length }, (_, at) => {
    const feature = layer.feature(at)
    const rings = feature.loadGeometry().map((ring) => ring.map(({ x, y }): [number, number] => [x, y]))
    return { id: feature.id, type: feature.type, properties: feature.properties, rings }
  })
}
