import { createMapView } from './map-view.ts'
import type { MapView } from './map-view.types.ts'

let view: MapView | undefined

/** The one map of the page: made on first use, outside React, and kept for the page's life. */
export function useMapView(): MapView {
  return theMapView()
}

export function theMapView(): MapView {
  view ??= createMapView()
  return view
}
