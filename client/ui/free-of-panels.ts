import type { Padding } from '#client/map/map-view.types.ts'

const PHONE_PIXELS = 640

/** Pixels of the map that panels may cover: a column at the left, the card. Where the map gives way to a panel, the card alone. */
export function freeOfPanels(): Padding {
  const stage = document.querySelector('[data-map]')?.getBoundingClientRect()
  if (stage && (stage.width < innerWidth || stage.height < innerHeight * 0.8)) {
    const air = Math.min(64, stage.width * 0.1, stage.height * 0.1)
    return { top: air, right: innerWidth < PHONE_PIXELS ? air : stage.width * 0.36, bottom: air, left: air }
  }
  if (innerWidth < PHONE_PIXELS) return { top: 120, right: 24, bottom: innerHeight * 0.55, left: 24 }
  return { top: 96, right: Math.min(innerWidth * 0.32, 440), bottom: 80, left: Math.min(innerWidth * 0.36, 560) }
}
