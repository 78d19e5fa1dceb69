import { useEffect, useRef } from 'react'
import { useMapView } from '#client/map/use-map-view.ts'
import { faceAt } from './find-face.ts'
import type { OpenDraft } from './plan-desk.ts'

/** Chooses the grid under a click. */
export function SelectTool({ open, onChoose }: { open: OpenDraft; onChoose(code: string | null): void }) {
  const view = useMapView()
  const now = useRef({ open, onChoose })
  now.current = { open, onChoose }
  useEffect(
    () =>
      view.onClick(({ longitude, latitude }) => {
        const { draft } = now.current.open.work
        const code = faceAt(draft, [longitude, latitude])
        now.current.onChoose(code !== null && draft.grids.get(code)?.locked === false ? code : null)
      }),
    [view],
  )
  return null
}
