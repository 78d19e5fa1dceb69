import type { TileLayer } from '#domain/contract/common.ts'

/** A source of the style: tile layers that always come together, in one request a tile instead of one each. */
interface TileSource {
  id: string
  layers: readonly [TileLayer, ...TileLayer[]]
}

/** What changes together and is seen together; the rest comes alone. */
const together: readonly TileSource[] = [
  { id: 'ground', layers: ['green', 'water', 'compound', 'road', 'building'] },
  { id: 'border', layers: ['grid', 'area'] },
]

/** The source that a tile layer comes with. */
export function tileSourceOf(layer: TileLayer): TileSource {
  return together.find((source) => source.layers.includes(layer)) ?? { id: layer, layers: [layer] }
}

/** Id of the source that brings what is named: a tile layer's, or an overlay's own. */
export function sourceIdOf(name: string): string {
  return together.find((source) => source.layers.some((member) => member === name))?.id ?? name
}

/** Tile layer of a drawn feature or style layer; a label's points are those of its layer. Overlays are named by their source. */
export function tileLayerOf(source: string, sourceLayer: string | undefined): string {
  return sourceLayer === undefined ? source : sourceLayer.replace(/_label$/, '')
}
