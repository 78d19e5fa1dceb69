import type { MapView } from '#client/map/map-view.types.ts'
import type { Position } from '#domain/contract/common.ts'

/** Share of the map's width and height at its edge that counts as off screen. */
const EDGE = 0.04
/** What the card may cover at the right of the map, pixels: of its upper half, or of all of it where an issue is worked through. */
const CARD_PIXELS = 370
const SHEET_PIXELS = 500
const PHONE_PIXELS = 768

/** Moves the map to a place that is off screen or under the card; one that is seen moves nothing. `sheet`: the card is a work sheet. */
export function bringIntoView(view: MapView, [longitude, latitude]: Position, sheet: boolean): void {
  const [west, south, east, north] = view.getBounds()
  const x = (longitude - west) / (east - west)
  const y = (north - latitude) / (north - south)
  const stage = document.querySelector('[data-map]')?.getBoundingClientRect()
  const desktop = stage !== undefined && innerWidth > PHONE_PIXELS
  const card = sheet ? SHEET_PIXELS : CARD_PIXELS
  const covered = desktop && x > 1 - card / stage.width && (sheet || y < 0.6)
  const seen = x > EDGE && x < 1 - EDGE && y > EDGE && y < 1 - EDGE
  if (seen && !covered) return
  // beside the sheet, not under it
  const aside = desktop && sheet ? ((east - west) / stage.width) * (card / 2) : 0
  view.setCamera({ longitude: longitude + aside, latitude }, { animate: true })
}
