import type { FontFacesSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl'
import { slots } from './base-layers.ts'
import type { BaseStyle } from './base-style.ts'
import type { OverlayLayer, Slot } from './map-view.types.ts'
import { nowState } from './marks.ts'

export interface Overlay {
  data: GeoJSON.GeoJSON
  slot: Slot
  layers: OverlayLayer[]
}

/**
 * Joins base and overlays into one style, bottom to top. Bodies keep the order their user gave them;
 * overlays of a slot lie above the last body of that slot or a lower one; `label` above all labels; `draw` on top of all.
 */
export function joinStyle(
  base: BaseStyle,
  overlays: ReadonlyMap<string, Overlay>,
  { fontFaces, nowSeconds }: { fontFaces: FontFacesSpecification; nowSeconds: number },
): StyleSpecification {
  const layers: LayerSpecification[] = base.bodies.map((body) => body.layer)
  let from = 0
  for (const slot of slots) {
    const anchor = slots.indexOf(slot)
    if (slot === 'label') {
      layers.push(...base.labels)
      from = layers.length
    }
    const last = base.bodies.findLastIndex((body) => slots.indexOf(body.slot) <= anchor)
    const lastId = base.bodies[last]?.layer.id
    const at =
      slot === 'label' || slot === 'draw' ? layers.length : layers.findIndex((layer) => layer.id === lastId) + 1
    const added = overlayLayers(overlays, slot)
    from = Math.max(from, at)
    layers.splice(from, 0, ...added)
    from += added.length
  }
  const sources = { ...base.sources }
  for (const [id, overlay] of overlays) sources[id] = { type: 'geojson', data: overlay.data }
  return {
    version: 8,
    sources,
    layers,
    'font-faces': fontFaces,
    state: { [nowState]: { default: nowSeconds } },
    transition: { duration: 0, delay: 0 },
  }
}

function overlayLayers(overlays: ReadonlyMap<string, Overlay>, slot: Slot): LayerSpecification[] {
  const layers: LayerSpecification[] = []
  for (const [id, overlay] of overlays)
    if (overlay.slot === slot)
      for (const layer of overlay.layers) layers.push({ ...layer, source: id } as LayerSpecification)
  return layers
}
