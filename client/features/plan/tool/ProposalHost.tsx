import { useCallback, useEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useMapView } from '#client/map/use-map-view.ts'
import { useTheme } from '#client/state/view.ts'
import { toast } from '#client/ui/toast.ts'
import { joinSteps } from '../made-together.ts'
import { normOf } from '../norm-state.ts'
import { makeStep } from '../open-plan.ts'
import type { OpenDraft } from '../plan-desk.ts'
import { splitPreviewLayers } from '../split-preview.layer.ts'
import { previewSplit } from '../split-preview.ts'
import { stepPreviewLayers } from '../step-preview.layer.ts'
import { previewSteps } from '../step-preview.ts'
import { useDrawingKeys } from '../use-drawing-keys.ts'
import type { Proposal } from './proposal.ts'
import { fallSilent, say } from './said.ts'

export interface ProposalHostProps {
  open: OpenDraft
  proposal: Proposal
  /** Accepted or given up: `chosen` is the grid to go on with, null when nothing was done. */
  onEnd(chosen: string | null): void
}

/** Shows offered steps before they are made, and waits for a yes. */
export function ProposalHost({ open, proposal, onEnd }: ProposalHostProps) {
  const { t } = useTranslation('plan')
  const view = useMapView()
  const theme = useTheme()
  const { work, base } = open
  const preview = useMemo(() => previewSteps(work, proposal.level, proposal.operations), [work, proposal])
  const split = useMemo(
    () => proposal.line && previewSplit(work, proposal.level, proposal.line, proposal.choose),
    [work, proposal.level, proposal.line, proposal.choose],
  )
  const give = useCallback(() => onEnd(null), [onEnd])
  const accept = useCallback(() => {
    if (!preview.ok) return
    for (const operation of proposal.operations) {
      const refusal = makeStep(operation)
      if (!refusal) continue
      toast(t(`refusal.${refusal.reason}`), 'bad')
      return onEnd(null)
    }
    joinSteps(proposal.operations)
    say({ told: { key: 'told.accepted' } })
    onEnd(proposal.choose)
  }, [preview, proposal, onEnd, t])
  useDrawingKeys({ active: true, onFinish: accept, onDropLast: give, onCancel: give })
  // Enter takes what is offered, not once more the button that offered it
  useEffect(() => {
    if (proposal.operations.length > 0) view.focus()
  }, [view, proposal])

  useEffect(() => {
    const layers = split
      ? splitPreviewLayers(split, proposal.line ?? [], theme)
      : preview.ok
        ? stepPreviewLayers(preview, normOf(base, proposal.level), theme)
        : []
    view.setDeckLayers('plan-tool', layers)
    return () => view.setDeckLayers('plan-tool', [])
  }, [view, theme, base, preview, split, proposal.level, proposal.line])
  useEffect(() => {
    const figures = preview.ok
      ? ({ kind: 'figures', preview, stopped: false, snapped: null } as const)
      : ({ kind: 'refused', reason: preview.reason } as const)
    say({
      hint: proposal.words,
      tip: split ? { kind: 'split', preview: split } : figures,
      pointer: null,
      acts: [
        { text: 'accept', key: 'Enter', accent: true, refused: preview.ok ? null : preview.reason, run: accept },
        { text: 'cancel', key: 'Esc', run: give },
      ],
    })
    return fallSilent
  }, [preview, split, proposal.words, accept, give])
  return null
}
