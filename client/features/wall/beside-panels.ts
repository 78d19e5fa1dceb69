import type { Padding } from '#client/map/map-view.types.ts'

/** Pixels that the wall's panels cover at each side of the map, measured as they stand. */
export function besidePanels(): Padding {
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
  const stacked = innerWidth <= 900 || innerWidth <= innerHeight
  if (stacked) return { top: 2 * rem, right: 12, bottom: innerHeight * 0.58, left: 12 }
  const covered = (side: string) => document.querySelector(`[data-wall-side="${side}"]`)?.getBoundingClientRect()
  const [left, right, foot] = [covered('left'), covered('right'), covered('foot')]
  return {
    top: 6 * rem,
    right: (right ? innerWidth - right.left : 0) + 2 * rem,
    bottom: (foot ? innerHeight - foot.top : 0) + 2 * rem,
    left: (left?.right ?? 0) + 2 * rem,
  }
}
