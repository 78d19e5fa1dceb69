import { useEffect } from 'react'
import { afterPicture } from '#client/map/after-picture.ts'
import type { MapView } from '#client/map/map-view.types.ts'
import { useTokens } from '#client/ui/heat/use-tokens.ts'
import type { Card } from '#domain/contract/card.ts'
import { selectionOverlay } from './selection.layer.ts'

const tokens = ['--live']

/** Marks the selected thing on the map while its card is open. */
export function useSelectionOverlay(view: MapView, card: Card | null): void {
  const [color = ''] = useTokens(tokens)
  useEffect(
    () => afterPicture(() => view.setOverlay('selection', card && selectionOverlay(card, color))),
    [view, card, color],
  )
  useEffect(() => () => view.setOverlay('selection', null), [view])
}
