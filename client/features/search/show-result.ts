import type { MapView } from '#client/map/map-view.types.ts'
import { select } from '#client/state/selection.ts'
import { freeOfPanels } from '#client/ui/free-of-panels.ts'
import type { SearchResult } from '#domain/contract/search.ts'

/** Nearest zoom at which a point of this kind is in its surroundings. */
const POINT_ZOOM = 16.5

/** Flies to a result and selects it; a road and a coordinate are marked, not selected: they have no card. */
export function showResult(view: MapView, result: SearchResult): void {
  const [longitude, latitude] = result.position
  if (result.bounds) view.fit(result.bounds, { animate: true, maxZoom: 17, padding: freeOfPanels() })
  else view.setCamera({ longitude, latitude, zoom: Math.max(view.getCamera().zoom, POINT_ZOOM) }, { animate: true })
  const marked = result.kind === 'coordinate' || result.kind === 'road'
  select(marked ? null : { layer: result.kind, code: result.code })
  markPlace(view, marked ? result : null)
}

/** A ring at a place that is no feature of the map; null takes it away. */
export function markPlace(view: MapView, result: SearchResult | null): void {
  if (result === null) return view.setOverlay('search-place', null)
  const live = getComputedStyle(document.documentElement).getPropertyValue('--live').trim()
  const surface = getComputedStyle(document.documentElement).getPropertyValue('--surface').trim()
  view.setOverlay('search-place', {
    slot: 'draw',
    data: { type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates: [...result.position] } },
    layers: [
      {
        id: 'search-place-ring',
        type: 'circle',
        paint: {
          'circle-radius': 11,
          'circle-color': 'transparent',
          'circle-stroke-color': live,
          'circle-stroke-width': 2.5,
        },
      },
      {
        id: 'search-place-dot',
        type: 'circle',
        paint: { 'circle-radius': 4, 'circle-color': live, 'circle-stroke-color': surface, 'circle-stroke-width': 1.5 },
      },
    ],
  })
}
