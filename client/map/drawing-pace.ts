import type { Map as MapLibreMap } from 'maplibre-gl'
import { capPixels } from './cap-pixels.ts'
import { hasGpu } from './gpu.ts'
import { paintAtRest, type RestingMap } from './paint-at-rest.ts'
import { leastRatio } from './pixel-ratio.ts'
import { createTileRefresher, type TileRefresher } from './tile-refresher.ts'

/** Tiles of an attended map are asked for again so far apart, milliseconds, the first at once. */
const ATTENDED = { everyMilliseconds: 1_000, firstMilliseconds: () => 0 }
/**
 * Without a GPU each frame of a wall's map holds the page for a third of a second: in a burst its marks follow in steps, after
 * the words, and not on all walls of a room at one moment.
 */
const UNATTENDED = { everyMilliseconds: 4_000, firstMilliseconds: () => 300 + 1_000 * Math.random() }

interface Paced {
  /** The map, while it has a context. */
  current(): MapLibreMap | undefined
  /** Whether its first picture is still to come. */
  isBeginning(): boolean
  /** How many times as large as at arm's length it is drawn. */
  scale(): number
}

/** How often a map is drawn and with how many pixels: at once and all of them where somebody works at it. */
export interface DrawingPace extends TileRefresher {
  /** Nobody works at it: without a GPU it is painted once a change, and with fewer pixels where they take too long. */
  setUnattended(unattended: boolean): void
  isUnattended(): boolean
  /** From the first picture of a map on: the frames before it, which nobody sees, come to rest too. */
  begin(map: MapLibreMap): RestingMap
  /** The next picture does not wait for its turn: somebody asked to see something else. */
  hurry(): void
  /** Every frame is painted, with as many pixels as it has, while `work` runs. */
  atOnce<Result>(work: () => Promise<Result>): Promise<Result>
}

export function createDrawingPace({ current, isBeginning, scale }: Paced): DrawingPace {
  let unattended = false
  let hurried = 0
  let resting: RestingMap | undefined
  const tiles = () => (unattended && !hasGpu() ? UNATTENDED : ATTENDED)
  return {
    ...createTileRefresher(
      current,
      isBeginning,
      () => tiles().everyMilliseconds,
      () => tiles().firstMilliseconds(),
    ),
    setUnattended(next) {
      unattended = next
    },
    isUnattended: () => unattended,
    begin(map) {
      const begun = paintAtRest(map, () => unattended && hurried === 0 && !hasGpu())
      resting = begun
      const capped = { resting: begun, wanted: () => unattended && hurried === 0, least: () => leastRatio(scale()) }
      map.once('idle', () => capPixels(map, capped))
      return begun
    },
    hurry: () => resting?.hurry(),
    async atOnce(work) {
      hurried += 1
      try {
        return await work()
      } finally {
        hurried -= 1
      }
    },
  }
}
