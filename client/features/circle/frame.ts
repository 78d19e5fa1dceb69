import type { Bounds, Padding } from '#client/map/map-view.types.ts'
import type { Position } from '#domain/contract/common.ts'
import { METERS_PER_DEGREE, metersPerLongitude } from '#domain/coverage/sphere.ts'

const GAP_PIXELS = 16

/** Box around a place that reaches so far each way. */
export function boundsAround([longitude, latitude]: Position, meters: number): Bounds {
  const wide = meters / metersPerLongitude(latitude)
  const high = meters / METERS_PER_DEGREE
  return [longitude - wide, latitude - high, longitude + wide, latitude + high]
}

/**
 * Pixels that the page's panels (`data-covers` says which side) take from the map, measured as they stand. Where the page
 * itself is a sheet at the foot of the screen, it is the sheet.
 */
export function freeOfPanels(page: HTMLElement | null): Padding {
  const padding: Padding = { top: GAP_PIXELS, right: GAP_PIXELS, bottom: GAP_PIXELS, left: GAP_PIXELS }
  if (!page) return padding
  const sheet = page.getBoundingClientRect()
  const ground = page.parentElement?.getBoundingClientRect().top ?? 0
  padding.top += ground
  if (sheet.top > ground) return { ...padding, bottom: innerHeight - sheet.top + GAP_PIXELS }
  for (const panel of page.querySelectorAll<HTMLElement>('[data-covers]')) {
    const { left, right, top } = panel.getBoundingClientRect()
    if (panel.dataset.covers === 'left') padding.left = right + GAP_PIXELS
    if (panel.dataset.covers === 'right') padding.right = innerWidth - left + GAP_PIXELS
    if (panel.dataset.covers === 'bottom') padding.bottom = innerHeight - top + GAP_PIXELS
  }
  return padding
}
