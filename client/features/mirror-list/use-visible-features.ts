import { useEffect, useState } from 'react'
import { useMapView } from '#client/map/use-map-view.ts'
import { type MirrorEntry, type Mirrored, toEntries } from './mirror-entry.ts'

/** Entries of a layer on screen, read again each time the map has come to rest. */
export function useVisibleFeatures(layer: Mirrored, most: number): MirrorEntry[] {
  const view = useMapView()
  const [entries, setEntries] = useState<MirrorEntry[]>([])
  useEffect(() => {
    const read = () => setEntries(toEntries(view.visibleFeatures([layer], most), Date.now() / 1000))
    read()
    return view.onIdle(read)
  }, [view, layer, most])
  return entries
}
