import type { MapView } from '#client/map/map-view.types.ts'
import type { Position } from '#domain/contract/common.ts'

/** Share of the map's width and height at its edge that counts as off screen. */
const EDGE = 0.04
/** What the card may cover at the right of the map's upper half, pixels. */
const CARD_PIXELS = 370
const PHONE_PIXELS = 768

/** Moves the map to a place that is off screen or under the card; one that is seen moves nothing. */
export function bringIntoView(view: MapView, [longitude, latitude]: Position): void {
  const [west, south, east, north] = view.getBounds()
  const x = (longitude - west) / (east - west)
  const y = (north - latitude) / (north - south)
  const stage = document.querySelector('[data-map]')?.getBoundingClientRect()
  const covered = stage && innerWidth > PHONE_PIXELS && x > 1 - CARD_PIXELS / stage.width && y < 0.6
  const seen = x > EDGE && x < 1 - EDGE && y > EDGE && y < 1 - EDGE
  if (!seen || covered) view.setCamera({ longitude, latitude }, { animate: true })
}
