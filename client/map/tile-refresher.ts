import type { Map as MapLibreMap } from 'maplibre-gl'

const SECOND = 1_000

interface TileAddress {
  z: number
  x: number
  y: number
}

export interface TileRefresher {
  refresh(layer: string, tiles: TileAddress[] | 'all'): void
}

/**
 * Gathers tiles to be fetched again and asks for them at most every so many milliseconds (a second), the first at once or
 * after what `first` says, so that a burst of changes costs one round.
 * While `busy`, with the first picture, they wait: tiles still on their way would be fetched and drawn twice.
 */
export function createTileRefresher(
  current: () => MapLibreMap | undefined,
  busy: () => boolean = () => false,
  every: () => number = () => SECOND,
  first: () => number = () => 0,
): TileRefresher {
  const waiting = new Map<string, Map<string, TileAddress> | 'all'>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let lastAt = Number.NEGATIVE_INFINITY

  const flush = () => {
    if (busy()) {
      timer = setTimeout(flush, SECOND)
      return
    }
    timer = undefined
    lastAt = performance.now()
    const map = current()
    for (const [layer, tiles] of waiting) {
      if (!map?.getSource(layer)) continue
      if (tiles === 'all') map.refreshTiles(layer)
      else map.refreshTiles(layer, [...tiles.values()])
    }
    waiting.clear()
  }
  return {
    refresh(layer, tiles) {
      const known = waiting.get(layer)
      if (tiles === 'all') waiting.set(layer, 'all')
      else if (known !== 'all') {
        const gathered = known ?? new Map<string, TileAddress>()
        for (const tile of tiles) gathered.set(`${tile.z}/${tile.x}/${tile.y}`, tile)
        waiting.set(layer, gathered)
      }
      if (timer === undefined) timer = setTimeout(flush, Math.max(first(), lastAt + every() - performance.now()))
    },
  }
}
