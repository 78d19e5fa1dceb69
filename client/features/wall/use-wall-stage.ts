import { type RefObject, useLayoutEffect } from 'react'

/** Root sizes of the map that the veil beside a panel still lets through; see WallPage.module.css. */
const SEEN_BESIDE = 1
const sides = { left: '--side', right: '--right', bottom: '--foot' } as const

/**
 * Draws the map only where something is seen of it: what lies behind the panels is a good third of a screen, and without a GPU
 * a picture takes as long as it has pixels.
 */
export function useWallStage(panels: RefObject<HTMLElement | null>): void {
  // before the map begins
  useLayoutEffect(() => {
    const element = panels.current
    if (element === null) return
    const root = document.documentElement
    const place = () => {
      const look = getComputedStyle(element)
      for (const [side, covered] of Object.entries(sides)) {
        const rem = Number.parseFloat(look.getPropertyValue(covered)) - (side === 'bottom' ? 0 : SEEN_BESIDE)
        root.style.setProperty(`--stage-${side}`, isStacked() ? '0px' : `${rem}rem`)
      }
    }
    place()
    const watch = new ResizeObserver(place)
    watch.observe(element)
    return () => {
      watch.disconnect()
      for (const side of Object.keys(sides)) root.style.removeProperty(`--stage-${side}`)
    }
  }, [panels])
}

/** Whether the map stands above the panels, as on a phone, and not between them. */
export function isStacked(): boolean {
  return innerWidth <= 900 || innerWidth <= innerHeight
}

/** Pixels at a side of the screen that the map leaves free. */
export function besideStage(side: keyof typeof sides): number {
  const root = document.documentElement
  const rem = Number.parseFloat(getComputedStyle(root).fontSize)
  return (Number.parseFloat(root.style.getPropertyValue(`--stage-${side}`)) || 0) * rem
}
