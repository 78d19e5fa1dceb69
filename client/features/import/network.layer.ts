import type { OverlayLayer, Slot } from '#client/map/map-view.types.ts'
import type { NetworkInspection } from '#domain/contract/import.ts'

interface NetworkColors {
  bad: string
  soon: string
  live: string
  surface: string
}

/** Places of the walking network that want a look: gaps are filled, pieces apart are rings, walls without a gate large rings. */
export function networkOverlay(
  { gaps, apart, compounds }: NetworkInspection,
  { bad, soon, live, surface }: NetworkColors,
): { data: GeoJSON.FeatureCollection; slot: Slot; layers: OverlayLayer[] } {
  const signs = [
    ...apart.listed.map(({ position }) => ({ sign: 'apart', position })),
    ...compounds.withoutGate.listed.map(({ position }) => ({ sign: 'closed', position })),
    ...gaps.listed.map(({ position }) => ({ sign: 'gap', position })),
  ]
  const bySign = (gap: unknown, closed: unknown, other: unknown) =>
    ['match', ['get', 'sign'], 'gap', gap, 'closed', closed, other] as never
  return {
    data: {
      type: 'FeatureCollection',
      features: signs.map(({ sign, position }, id) => ({
        type: 'Feature',
        id,
        properties: { sign },
        geometry: { type: 'Point', coordinates: position },
      })),
    },
    slot: 'draw',
    layers: [
      {
        id: 'import-network',
        type: 'circle',
        paint: {
          'circle-color': bySign(bad, surface, surface),
          'circle-radius': bySign(5, 9, 6),
          'circle-stroke-color': bySign(surface, live, soon),
          'circle-stroke-width': bySign(1.5, 3, 2.5),
        },
      },
    ],
  }
}
