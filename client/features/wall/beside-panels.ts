import type { Padding } from '#client/map/map-view.types.ts'
import { besideStage, isStacked } from './use-wall-stage.ts'

/** Free below a banner and above a legend whatever they cover, as a share of the screen's height. */
const LEAST_FREE = 0.2

/**
 * Pixels that the wall's panels cover at each side of the map, measured as they stand, and its banner while there is one. The
 * legend lies on the map of a county; what is shown of one place keeps clear of it too.
 */
export function besidePanels(shown: 'ground' | 'place' = 'ground'): Padding {
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
  if (isStacked()) return { top: 2 * rem, right: 12, bottom: innerHeight * 0.58, left: 12 }
  const covered = (side: string) => document.querySelector(`[data-wall-side="${side}"]`)?.getBoundingClientRect()
  const [left, right, banner] = [covered('left'), covered('right'), covered('banner')]
  const foot = (shown === 'place' ? covered('legend') : undefined) ?? covered('foot')
  const below = (foot ? innerHeight - foot.top : 0) + 2 * rem
  const top = banner ? banner.bottom + 2 * rem : 6 * rem
  return {
    top,
    right: Math.max(0, (right ? innerWidth - right.left : 0) - besideStage('right')) + 2 * rem,
    bottom: Math.max(0, Math.min(below, innerHeight * (1 - LEAST_FREE) - top) - besideStage('bottom')),
    left: Math.max(0, (left?.right ?? 0) - besideStage('left')) + 2 * rem,
  }
}
