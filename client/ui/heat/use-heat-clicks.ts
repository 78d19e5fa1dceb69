import { useEffect } from 'react'
import type { MapPointer, MapView } from '#client/map/map-view.types.ts'
import { takeGround } from '#client/state/ground.ts'
import type { IssueTarget } from './heat-body.types.ts'

/** What a click means before the ground it lies on. */
const marks: readonly string[] = ['issue', 'station']
const withCards: readonly string[] = ['building', 'micro_grid', 'grid', 'compound', 'area']

export interface HeatClicks {
  enabled: boolean
  /** The place a click means; null where nothing is counted. Keep its identity while it would answer the same. */
  targetOf(pointer: MapPointer): IssueTarget | null
  onList(target: IssueTarget): void
}

/** A click on the ground asks for the issues behind the heat there; marks keep their own clicks. */
export function useHeatClicks(view: MapView, { enabled, targetOf, onList }: HeatClicks): void {
  useEffect(() => {
    if (!enabled) return
    const release = takeGround()
    const silence = view.onClick((pointer) => {
      if (pointer.features.some(({ source }) => marks.includes(source))) return
      const target = targetOf(pointer)
      if (target) onList({ ...target, card: cardAt(pointer) })
    })
    return () => {
      release()
      silence()
    }
  }, [view, enabled, targetOf, onList])
}

function cardAt({ features }: MapPointer): IssueTarget['card'] {
  const found = withCards.flatMap((layer) => features.find(({ source }) => source === layer) ?? [])[0]
  const code = String(found?.properties.code ?? '')
  return found && code !== '' ? { layer: found.source, code, name: String(found.properties.name ?? '') } : null
}
