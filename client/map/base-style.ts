import type { LayerSpecification, SourceSpecification } from 'maplibre-gl'
import { TILE_MAX_ZOOM, tileMinZoom } from '#domain/contract/tile.ts'
import { palettes } from '#domain/map-style/palette.ts'
import { baseLayers } from './base-layers.ts'
import type { BaseState, Slot } from './map-view.types.ts'
import { drawSelected } from './selected.ts'
import { sourceIdOf, tileSourceOf } from './tile-source.ts'

/** The base map as style parts: bodies by slot, labels apart, because labels lie above every overlay but drawings. */
export interface BaseStyle {
  sources: Record<string, SourceSpecification>
  bodies: { slot: Slot; layer: LayerSpecification }[]
  labels: LayerSpecification[]
  /** Names of streets and of the county: above the marks. */
  names: LayerSpecification[]
  /** Tile layer to the style layers that draw it. */
  drawn: Map<string, string[]>
}

/** Builds the base map of a state; pure. `origin` makes tile addresses absolute, as workers need them. */
export function baseStyle(state: BaseState, origin: string): BaseStyle {
  const palette = palettes[state.theme]
  const style: BaseStyle = {
    sources: {},
    bodies: [
      { slot: 'ground', layer: { id: 'land', type: 'background', paint: { 'background-color': palette.land } } },
    ],
    labels: [],
    names: [],
    drawn: new Map(),
  }
  for (const { id, visible, opacity } of state.layers) {
    const layer = baseLayers.find((known) => known.id === id)
    if (!layer || !visible) continue
    const source = tileSourceOf(layer.id)
    style.sources[source.id] ??= {
      type: 'vector',
      tiles: [`${origin}/tiles/${state.county}/${source.layers.join(',')}/{z}/{x}/{y}.mvt`],
      minzoom: Math.min(...source.layers.map((member) => tileMinZoom[member])),
      maxzoom: TILE_MAX_ZOOM,
      // the sea and the hills go on past the county's box
      ...(layer.slot === 'ground' ? {} : { bounds: state.bounds }),
    }
    const parts = layer.draw({ palette, opacity, theme: state.theme })
    for (const body of parts.bodies) style.bodies.push({ slot: layer.slot, layer: body })
    const names = parts.names ?? []
    style.labels.push(...parts.labels)
    style.names.push(...names)
    style.drawn.set(
      id,
      [...parts.bodies, ...parts.labels, ...names].map((part) => part.id),
    )
  }
  if (state.selected && style.drawn.has(state.selected.layer))
    for (const layer of drawSelected(state.selected, palette)) style.bodies.push({ slot: 'mark', layer })
  for (const layer of [...style.bodies.map((body) => body.layer), ...style.labels, ...style.names])
    if ('source' in layer) layer.source = sourceIdOf(layer.source)
  return style
}
