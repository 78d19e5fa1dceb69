import { type TileLayer, tileLayer } from '#domain/contract/common.ts'
import type { FeedChange } from '#domain/contract/feed.ts'

export interface DirtyTiles {
  layer: TileLayer
  tiles: 'all' | { z: number; x: number; y: number }[]
}

/** Tiles that no longer show the truth after these changes. */
export function dirtyTiles(changes: FeedChange[]): DirtyTiles[] {
  const layers = new Set<TileLayer>()
  for (const change of changes) {
    if (change.kind === 'issue') layers.add('issue')
    const layer = tileLayer.safeParse(change.id)
    if (change.kind === 'layer' && layer.success) layers.add(layer.data)
  }
  return [...layers].map((layer) => ({ layer, tiles: 'all' }))
}
