import type { Bounds, Padding } from '#client/map/map-view.types.ts'
import type { Position } from '#domain/contract/common.ts'
import { METERS_PER_DEGREE, metersPerLongitude } from '#domain/coverage/sphere.ts'

const GAP_PIXELS = 24

/** Box around a place that reaches so far each way. */
export function boundsAround([longitude, latitude]: Position, meters: number): Bounds {
  const wide = meters / metersPerLongitude(latitude)
  const high = meters / METERS_PER_DEGREE
  return [longitude - wide, latitude - high, longitude + wide, latitude + high]
}

/** Pixels that the page's panels (`data-covers`) take from each side of the map, measured as they stand. */
export function freeOfPanels(page: HTMLElement | null): Padding {
  const padding: Padding = { top: GAP_PIXELS, right: GAP_PIXELS, bottom: GAP_PIXELS, left: GAP_PIXELS }
  if (!page) return padding
  padding.top += page.getBoundingClientRect().top
  for (const panel of page.querySelectorAll('[data-covers]')) {
    const { left, right, top, width, height } = panel.getBoundingClientRect()
    if (width === 0 || height === 0 || !(panel instanceof HTMLElement)) continue
    // a panel as wide as the screen covers its foot, wherever it would stand on a larger one
    const side = width > innerWidth * 0.8 ? 'bottom' : panel.dataset.covers
    if (side === 'left') padding.left = Math.max(padding.left, right + GAP_PIXELS)
    if (side === 'right') padding.right = Math.max(padding.right, innerWidth - left + GAP_PIXELS)
    if (side === 'bottom') padding.bottom = Math.max(padding.bottom, innerHeight - top + GAP_PIXELS)
  }
  return padding
}
