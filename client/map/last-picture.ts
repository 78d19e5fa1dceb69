import type { Map as MapLibreMap } from 'maplibre-gl'
import type { RestingMap } from './paint-at-rest.ts'

/** The kept picture is this wide at most, pixels: it is seen for a while, grey, beside words that say so. */
const MOST_WIDTH = 1_920
/** No sooner after the first picture, and after each other: reading a canvas back holds the page. */
const KEEP_MILLISECONDS = { first: 5_000, next: 30_000 }

interface Watched {
  resting: Pick<RestingMap, 'onRest'>
  wanted(): boolean
  overlay(): HTMLCanvasElement | null
}

/** The map as it was last drawn whole, for the time that it cannot be drawn. */
export interface LastPicture {
  /** Keeps what a new map draws from now on, while it is `wanted`, with what lies over it. */
  watch(map: MapLibreMap, of: Watched): void
  /** Lays the kept picture over the map, grey. */
  show(): void
  hide(): void
  /** When it was drawn, milliseconds since 1970 by this machine's clock; null while there is none. */
  at(): number | null
}

export function createLastPicture(element: HTMLElement): LastPicture {
  const picture = document.createElement('canvas')
  picture.style.cssText =
    'position:absolute;inset:0;width:100%;height:100%;filter:grayscale(1);opacity:.5;pointer-events:none'
  // in the page's own memory: a lost GPU takes its canvases along
  const context = picture.getContext('2d', { willReadFrequently: true, alpha: false })
  let keptAt: number | null = null

  const keep = (map: MapLibreMap, above: HTMLCanvasElement | null) => {
    const canvas = map.getCanvas()
    const share = Math.min(1, MOST_WIDTH / canvas.width)
    picture.width = Math.round(canvas.width * share)
    picture.height = Math.round(canvas.height * share)
    context?.drawImage(canvas, 0, 0, picture.width, picture.height)
    if (above) context?.drawImage(above, 0, 0, picture.width, picture.height)
    keptAt = Date.now()
    element.dataset.keptAt = String(keptAt)
  }
  return {
    watch(map, { resting, wanted, overlay }) {
      let next: number | null = null
      let timer: ReturnType<typeof setTimeout> | undefined
      // in the very frame that drew it: the buffer is gone afterwards
      resting.onRest(() => {
        if (!wanted()) return
        const now = performance.now()
        if (next === null) {
          next = now + KEEP_MILLISECONDS.first
          timer = setTimeout(() => map.triggerRepaint(), KEEP_MILLISECONDS.first)
        } else if (now >= next) {
          next = now + KEEP_MILLISECONDS.next
          keep(map, overlay())
        }
      })
      map.once('remove', () => clearTimeout(timer))
    },
    show() {
      if (keptAt !== null) element.after(picture)
    },
    hide: () => picture.remove(),
    at: () => keptAt,
  }
}
