import { useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toast } from '#client/ui/toast.ts'
import { VisuallyHidden } from '#client/ui/VisuallyHidden.tsx'
import type { Position } from '#domain/contract/common.ts'
import { makeStep } from './open-plan.ts'
import { PointerTip } from './PointerTip.tsx'
import type { OpenDraft } from './plan-desk.ts'
import { SplitTip } from './SplitTip.tsx'
import { type SplitPreview, splitOperation } from './split-preview.ts'
import { ToolHint } from './ToolHint.tsx'
import { useDrawingKeys } from './use-drawing-keys.ts'
import { fingers, useMedia } from './use-media.ts'
import { useSplitDrawing } from './use-split-drawing.ts'

export interface SplitToolProps {
  open: OpenDraft
  chosen: string | null
  /** A line proposed without drawing; it waits for a yes. */
  proposal: readonly Position[] | null
  onProposal(proposal: null): void
  onDone(code: string): void
  onLeave(): void
}

/** Splits a grid by a drawn or proposed line, both sides counted at the pointer. */
export function SplitTool({ open, chosen, proposal, onProposal, onDone, onLeave }: SplitToolProps) {
  const { t } = useTranslation('plan')
  const [told, setTold] = useState('')
  const end = useCallback(
    (preview: SplitPreview) => {
      const operation = splitOperation(open.work, preview, (code, community) =>
        t('newGridName', { community: communityName(open, community), number: code.slice(-3) }),
      )
      if (operation?.kind !== 'split') {
        // the tip says why in words; who cannot see it hears it
        if (!preview.ok) setTold(t(`refusal.${preview.reason}`))
        return
      }
      const refusal = makeStep(operation)
      if (refusal) {
        toast(t(`refusal.${refusal.reason}`), 'bad')
        return
      }
      setTold(t('told.split', { grid: open.work.draft.grids.get(operation.face)?.name, name: operation.name }))
      onDone(operation.face)
    },
    [open, t, onDone],
  )
  const touch = useMedia(fingers)
  const {
    points,
    preview,
    pointer: hand,
    dropLast,
    cancel,
  } = useSplitDrawing(open.work, chosen, proposal, (ended) => {
    end(ended)
    if (ended.ok) cancel()
  })
  const pointer = touch ? null : hand
  const drop = useCallback(() => {
    cancel()
    onProposal(null)
  }, [cancel, onProposal])
  const finish = useCallback(() => {
    if (!preview) return
    end(preview)
    if (preview.ok) drop()
  }, [preview, end, drop])
  const started = points.length > 0
  useDrawingKeys({
    active: started,
    onFinish: finish,
    onDropLast: proposal ? drop : dropLast,
    onCancel: started ? drop : onLeave,
  })
  // a new proposal begins a new line
  useEffect(() => {
    if (proposal) cancel()
  }, [proposal, cancel])

  const tip = preview && <SplitTip open={open} preview={preview} />
  return (
    <>
      {pointer && tip && <PointerTip {...pointer}>{tip}</PointerTip>}
      <ToolHint
        words={started ? t(proposal ? 'hint.proposed' : 'hint.drawing') : t('hint.split')}
        tip={pointer ? null : tip}
        actions={
          started
            ? [
                { text: t('finish'), key: 'Enter', accent: true, run: finish, reason: reasonOf(preview, t) },
                ...(proposal ? [] : [{ text: t('dropLast'), key: '⌫', run: dropLast }]),
                { text: t('cancel'), key: 'Esc', run: drop },
              ]
            : []
        }
      />
      <div aria-live="polite">
        <VisuallyHidden>{told}</VisuallyHidden>
      </div>
    </>
  )
}

function reasonOf(preview: SplitPreview | null, t: (key: string) => string): string | undefined {
  if (!preview) return t('refusal.line-too-short')
  return preview.ok ? undefined : t(`refusal.${preview.reason}`)
}

function communityName({ base }: OpenDraft, code: string): string {
  return base.communities.find((community) => community.code === code)?.name ?? code
}
