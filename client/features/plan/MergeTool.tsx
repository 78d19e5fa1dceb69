import { useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMapView } from '#client/map/use-map-view.ts'
import { tally } from '#domain/partition/census.ts'
import { areNeighbours } from '#domain/partition/merge-faces.ts'
import { faceAt } from './find-face.ts'
import { normState } from './norm-state.ts'
import { PointerTip } from './PointerTip.tsx'
import type { OpenDraft } from './plan-desk.ts'
import { markedHouseholds } from './plan-words.ts'
import { ToolHint } from './ToolHint.tsx'
import { useDrawingKeys } from './use-drawing-keys.ts'
import { useNumber } from './use-number.ts'

export interface MergeToolProps {
  open: OpenDraft
  chosen: string | null
  other: string | null
  onChoose(code: string | null): void
  /** The neighbour under the pointer. */
  onOther(code: string | null): void
  onMerge(into: string, from: string): void
  onLeave(): void
}

/** Merges two neighbours: first the one that keeps its code, then the one that joins it. */
export function MergeTool({ open, chosen, other, onChoose, onOther, onMerge, onLeave }: MergeToolProps) {
  const { t } = useTranslation('plan')
  const { number } = useNumber()
  const view = useMapView()
  const [pointer, setPointer] = useState<{ x: number; y: number } | null>(null)
  const { work, base } = open
  const now = useRef({ work, chosen, onChoose, onOther, onMerge })
  now.current = { work, chosen, onChoose, onOther, onMerge }

  useEffect(() => {
    view.setCursor('pointer')
    const openFaceAt = (longitude: number, latitude: number) => {
      const code = faceAt(now.current.work.draft, [longitude, latitude])
      return code !== null && now.current.work.draft.grids.get(code)?.locked === false ? code : null
    }
    const stops = [
      view.onHover((hovered) => {
        setPointer(hovered && { x: hovered.x, y: hovered.y })
        const code = hovered && openFaceAt(hovered.longitude, hovered.latitude)
        now.current.onOther(code === now.current.chosen ? null : code)
      }),
      view.onClick(({ longitude, latitude }) => {
        const { work, chosen, onChoose, onMerge } = now.current
        const code = openFaceAt(longitude, latitude)
        if (code === null) return
        if (chosen !== null && areNeighbours(work.draft.partition, chosen, code)) onMerge(chosen, code)
        else onChoose(code)
      }),
    ]
    return () => {
      view.setCursor('')
      for (const stop of stops) stop()
      now.current.onOther(null)
    }
  }, [view])

  const cancel = useCallback(() => (chosen === null ? onLeave() : onChoose(null)), [chosen, onLeave, onChoose])
  useDrawingKeys({ active: false, onFinish: cancel, onDropLast: cancel, onCancel: cancel })

  const first = chosen === null ? undefined : work.draft.grids.get(chosen)
  const second = other === null ? undefined : work.draft.grids.get(other)
  const households = [first, second].reduce(
    (sum, grid) => sum + tally(work.base.points, work.census.of.get(grid?.code ?? '')).households,
    0,
  )
  const state = normState(first?.kind ?? 'base', households, base.norm)
  return (
    <>
      {pointer && first && second && (
        <PointerTip {...pointer}>
          {areNeighbours(work.draft.partition, first.code, second.code)
            ? t('hint.together', {
                first: first.name,
                second: second.name,
                households: markedHouseholds(households, state, number),
                norm: t(`norm.${state}`, { least: base.norm[0], most: base.norm[1] }),
              })
            : t('hint.notNeighbours', { grid: first.name })}
        </PointerTip>
      )}
      <ToolHint
        words={first ? t('hint.mergeSecond', { grid: first.name }) : t('hint.mergeFirst')}
        actions={first ? [{ text: t('cancel'), key: 'Esc', run: cancel }] : []}
      />
    </>
  )
}
