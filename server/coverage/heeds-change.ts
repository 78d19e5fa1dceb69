import type { FeedChange } from '#domain/contract/feed.ts'

/** Layers whose change makes a county's coverage another. */
const heeded: readonly string[] = [
  'walk_edge',
  'building',
  'station',
  'compound',
  'area',
  'grid',
  'micro_grid',
  'water',
]

/** Whether what the feed tells makes a county's coverage another. */
export function heedsChange({ kind, id }: FeedChange): boolean {
  return kind === 'network-edit' || (kind === 'layer' && heeded.includes(id))
}
