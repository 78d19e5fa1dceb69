import type { Map as MapLibreMap } from 'maplibre-gl'
import { ratioAfter, restAfter } from './frame-budget.ts'

/**
 * Keeps what a map takes of the page's thread within a share of the time (0 to 1; null: no bound): after each frame it rests
 * as long as that frame's cost asks, and all that changed meanwhile comes with the next one. A frame's cost is measured to the
 * end of its task, because without a GPU copying the canvas takes longer than drawing it. A map that moves never rests; one
 * that moves in steps is drawn with fewer pixels from then on.
 */
export function keepBudget(map: MapLibreMap, share: () => number | null): void {
  const repaint = map.triggerRepaint.bind(map)
  const afterFrame = new MessageChannel()
  const apart: number[] = []
  let restUntil = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let asked = false
  let lastAt: number | null = null

  const paint = () => {
    clearTimeout(timer)
    timer = undefined
    if (!asked) {
      asked = true
      // before the map's own: first in, first out
      requestAnimationFrame(() => {
        asked = false
        afterFrame.port2.postMessage(performance.now())
      })
    }
    repaint()
  }
  afterFrame.port1.onmessage = ({ data: begun }: MessageEvent<number>) => {
    const bound = share()
    const now = performance.now()
    restUntil = bound === null ? 0 : now + restAfter(now - begun, bound)
    judge(begun)
  }

  function judge(begun: number): void {
    if (share() === null || !map.isMoving()) {
      lastAt = null
      apart.length = 0
      return
    }
    if (lastAt !== null) apart.push(begun - lastAt)
    lastAt = begun
    const ratio = map.getPixelRatio()
    const fewer = ratioAfter(ratio, apart)
    if (fewer === ratio) return
    apart.length = 0
    map.setPixelRatio(fewer)
  }

  map.triggerRepaint = () => {
    const wait = share() === null || map.isMoving() ? 0 : restUntil - performance.now()
    if (wait <= 0) paint()
    else timer ??= setTimeout(paint, wait)
  }
  map.on('movestart', () => {
    if (timer !== undefined) paint()
  })
  map.once('remove', () => {
    clearTimeout(timer)
    afterFrame.port1.close()
  })
}
