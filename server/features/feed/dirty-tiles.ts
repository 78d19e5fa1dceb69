import { MOST_TILES_LISTED, type TileNumber, tilesOfBox } from '#domain/area/tiles-of-box.ts'
import { type TileLayer, tileLayer } from '#domain/contract/common.ts'
import type { FeedChange } from '#domain/contract/feed.ts'
import { TILE_BUFFER, TILE_MAX_ZOOM, tileMinZoom } from '#domain/contract/tile.ts'

export interface DirtyTiles {
  layer: TileLayer
  tiles: 'all' | TileNumber[]
}

/** Tiles that no longer show the truth after these changes, by layer; each tile once. */
export function dirtyTiles(changes: readonly FeedChange[]): DirtyTiles[] {
  const byLayer = new Map<TileLayer, 'all' | Map<string, TileNumber>>()
  for (const change of changes) {
    const layer = layerOf(change)
    if (layer === null) continue
    const known = byLayer.get(layer) ?? new Map<string, TileNumber>()
    byLayer.set(layer, known === 'all' ? 'all' : addTiles(known, layer, change.box))
  }
  return [...byLayer].map(([layer, tiles]) => ({ layer, tiles: tiles === 'all' ? 'all' : [...tiles.values()] }))
}

function layerOf(change: FeedChange): TileLayer | null {
  if (change.kind === 'issue') return 'issue'
  const layer = tileLayer.safeParse(change.id)
  return change.kind === 'layer' && layer.success ? layer.data : null
}

function addTiles(known: Map<string, TileNumber>, layer: TileLayer, box: FeedChange['box']) {
  // points stand in one tile only; lines and polygons reach into the neighbour's buffer
  const buffer = layer === 'issue' || layer === 'station' ? 0 : TILE_BUFFER
  const tiles = tilesOfBox(box, { minZoom: tileMinZoom[layer], maxZoom: TILE_MAX_ZOOM, buffer })
  if (tiles === 'all') return 'all' as const
  for (const tile of tiles) known.set(`${tile.z}/${tile.x}/${tile.y}`, tile)
  return known.size > MOST_TILES_LISTED ? ('all' as const) : known
}
