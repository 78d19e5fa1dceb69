import { hearLive } from '#client/state/live.ts'

/** Layers whose change makes what the page counts another. */
const heeded: readonly string[] = ['station', 'building', 'walk_edge', 'compound', 'grid', 'micro_grid']

/** Calls `again` when the feed says that the county's circles may be different: imported anew, or its network repaired by anybody. */
export function hearCounty(again: () => void): () => void {
  return hearLive({
    refetch: again,
    dirty: ({ layer }) => heeded.includes(layer) && again(),
    change: ({ kind }) => kind === 'network-edit' && again(),
  })
}
