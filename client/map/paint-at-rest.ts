import type { Map as MapLibreMap } from 'maplibre-gl'

/** What is still on its way holds a picture back no longer than this, milliseconds. */
const LONGEST_WAIT = 2_000
/** A map that stands takes a tenth of the page's time, by what its last picture took; but it is never older than this. */
const APART = { pictures: 10, mostMilliseconds: 4_000 }

/** A map that is painted when it rests. */
export interface RestingMap {
  /** Calls what is given whenever the map rests and all that it shows is painted. */
  onRest(tell: () => void): void
  /** Calls what is given after each picture of the map while it stands, with how long it held the page, milliseconds. */
  onPicture(tell: (tookMilliseconds: number) => void): void
  /** The next picture does not wait for its turn: somebody asked to see something else. */
  hurry(): void
}

/**
 * Paints a map that stands once for all that came together, while `wanted`: labels, marks and heat of one change come in three
 * or four frames, and without a GPU each holds the page for a third of a second. What was painted stays on screen until then; a
 * map that goes somewhere is painted at every step until it rests there.
 */
export function paintAtRest(map: MapLibreMap, wanted: () => boolean): RestingMap {
  const { painter } = map
  const render = painter.render.bind(painter)
  const heard: (() => void)[] = []
  const pictured: ((tookMilliseconds: number) => void)[] = []
  let begun = false
  let owed: Parameters<typeof render> | null = null
  let owedSince = 0
  /** It went somewhere since it last rested: what was painted is of another place. */
  let went = false
  /** When the next picture's turn comes. */
  let next = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  const paint = (...frame: Parameters<typeof render>) => {
    const now = performance.now()
    begun = true
    owed = null
    next = now
    render(...frame)
    const stood = !went
    // the page goes on when this one is on screen
    requestAnimationFrame(() => {
      const took = performance.now() - now
      if (next === now) next = now + Math.min(took * APART.pictures, APART.mostMilliseconds)
      if (stood) for (const tell of pictured) tell(took)
    })
  }
  painter.render = (...frame) => {
    const now = performance.now()
    if (owed === null) owedSince = now
    const waits = begun && wanted() && !went && now < Math.max(owedSince + LONGEST_WAIT, next)
    if (waits) owed = frame
    else paint(...frame)
    if (went) next = 0
  }
  // jumps too, which are over before their first frame
  map.on('movestart', () => {
    went = true
  })
  // told in the frame after which nothing is left to come
  map.on('idle', () => {
    clearTimeout(timer)
    const early = next - performance.now()
    if (owed !== null && early > 0 && wanted()) {
      timer = setTimeout(() => map.triggerRepaint(), early)
      return
    }
    if (owed !== null) paint(...owed)
    if (!map.isMoving()) went = false
    for (const tell of heard) tell()
  })
  map.once('remove', () => clearTimeout(timer))
  return {
    onRest: (tell) => void heard.push(tell),
    onPicture: (tell) => void pictured.push(tell),
    hurry() {
      next = 0
    },
  }
}
