import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { toast } from '#client/ui/toast.ts'
import { useCoverage } from '../coverage-context.ts'
import type { LeftOutPlace } from '../use-left-out.ts'
import { takeTool } from '../what-if/tool-store.ts'
import { useMakeChange } from '../what-if/use-make-change.ts'

/** Starts what would help those who are left out: a gate where it saves the most, a pen for a bridge or a ramp, a station. */
export function useRemedy(): (place: LeftOutPlace) => Promise<void> {
  const { t } = useTranslation('circle')
  const { model, settled, state, showOnMap } = useCoverage()
  const make = useMakeChange()
  return useCallback(
    async ({ reason, kind, code, position }) => {
      if (reason === 'closed') return state.choose({ openAt: null })
      showOnMap(position)
      if (reason === 'wall' && kind === 'compound') {
        if (model.state !== 'ready') return toast(t('whatIf.needsModel'), 'bad')
        const gate = await model.thread.bestGate(code, settled).catch(() => null)
        if (!gate) return toast(t('whatIf.noGateHelps'), 'bad')
        state.setPart('what-if')
        takeTool('move')
        await make({ kind: 'open-gate', compound: code, position: gate.position, opensMinute: 0, closesMinute: 1440 })
        return showOnMap(gate.position)
      }
      state.setPart('what-if')
      if (reason === 'river') takeTool('path', 'bridge')
      else if (reason === 'steps') takeTool('path', 'footway')
      else takeTool('add')
    },
    [t, model, settled, state, showOnMap, make],
  )
}
