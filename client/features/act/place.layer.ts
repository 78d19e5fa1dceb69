import type { OverlayLayer } from '#client/map/map-view.types.ts'

/** The place of a case that is being written down: a pin of ring and dot. Pure. */
export function placeOverlay(
  position: readonly [number, number],
  color: string,
  rim: string,
): { data: GeoJSON.Feature; slot: 'draw'; layers: OverlayLayer[] } {
  return {
    slot: 'draw',
    data: { type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates: [...position] } },
    layers: [
      {
        id: 'case-place-ring',
        type: 'circle',
        paint: {
          'circle-radius': 14,
          'circle-color': color,
          'circle-opacity': 0.15,
          'circle-stroke-color': color,
          'circle-stroke-width': 2.5,
        },
      },
      {
        id: 'case-place-dot',
        type: 'circle',
        paint: { 'circle-radius': 5, 'circle-color': color, 'circle-stroke-color': rim, 'circle-stroke-width': 2 },
      },
    ],
  }
}
