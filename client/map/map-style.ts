import type { FontFacesSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl'
import type { BaseStyle } from './base-style.ts'
import type { OverlayLayer, Slot } from './map-view.types.ts'
import { nowState } from './marks.ts'
import { scaleLayer } from './scale-style.ts'

export interface Overlay {
  data: GeoJSON.GeoJSON
  slot: Slot
  layers: OverlayLayer[]
  /** Only left or right of the swipe's handle. */
  side?: 'left' | 'right' | undefined
}

/** Slots that lie between the bodies, each above the bodies of its own slot and of those before it. */
const between: readonly Slot[] = ['ground', 'surface', 'veil', 'area']

/**
 * Joins base and overlays into one style. Bottom to top: bodies in the order their user gave them, with the overlays of
 * `ground`, `surface`, `veil` and `area` between; pins, which are placed after labels; labels; marks that the user left on top, so that no label hides a late issue; the
 * few names of streets, which a crowd of marks would hide; drawings. All of it `scale` times as large.
 */
export function joinStyle(
  base: BaseStyle,
  overlays: ReadonlyMap<string, Overlay>,
  { fontFaces, nowSeconds, scale = 1 }: { fontFaces: FontFacesSpecification; nowSeconds: number; scale?: number },
): StyleSpecification {
  const lastBody = base.bodies.findLastIndex((body) => body.slot !== 'mark')
  const lower = base.bodies.slice(0, lastBody + 1)
  const marks = base.bodies.slice(lastBody + 1)
  const layers: LayerSpecification[] = []
  let from = 0
  for (const slot of between) {
    const reached = between.slice(0, between.indexOf(slot) + 1)
    const to = Math.max(from, lower.findLastIndex((body) => reached.includes(body.slot)) + 1)
    layers.push(...lower.slice(from, to).map((body) => body.layer), ...overlayLayers(overlays, slot))
    from = to
  }
  layers.push(
    ...lower.slice(from).map((body) => body.layer),
    ...base.labels,
    ...overlayLayers(overlays, 'pin'),
    ...overlayLayers(overlays, 'label'),
    ...marks.map((body) => body.layer),
    ...base.names,
    ...overlayLayers(overlays, 'mark'),
    ...overlayLayers(overlays, 'draw'),
  )
  const sources = { ...base.sources }
  for (const [id, overlay] of overlays) sources[id] = { type: 'geojson', data: overlay.data }
  return {
    version: 8,
    sources,
    layers: layers.map((layer) => scaleLayer(layer, scale)),
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
