import { useCallback, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { setTool as setMapTool, useTool } from '#client/state/tool.ts'
import { choiceCodec, flagCodec, textCodec, useUrlState } from '#client/state/url.ts'
import { toast } from '#client/ui/toast.ts'
import type { Position } from '#domain/contract/common.ts'
import type { County } from '#domain/contract/county.ts'
import { proposeSplit, type SplitDirection } from '#domain/partition/propose-split.ts'
import { ConflictDialog } from './ConflictDialog.tsx'
import { MergeTool } from './MergeTool.tsx'
import { makeStep, redoStep, undoStep } from './open-plan.ts'
import { PlanHeader } from './PlanHeader.tsx'
import { PlanHeat, usePlanHeat } from './PlanHeat.tsx'
import { PlanPanel } from './PlanPanel.tsx'
import { PlanTools, type ToolName, toolNames } from './PlanTools.tsx'
import type { OpenDraft } from './plan-desk.ts'
import { SelectTool } from './SelectTool.tsx'
import { SplitTool } from './SplitTool.tsx'
import { useNumber } from './use-number.ts'
import { useOthersSteps } from './use-others-steps.ts'
import { usePlanCamera } from './use-plan-camera.ts'
import { usePlanKeys } from './use-plan-keys.ts'
import { usePlanOverlays } from './use-plan-overlays.ts'

const toolCodec = choiceCodec(toolNames, 'select')
const gridCodec = textCodec('')
const compareCodec = flagCodec(false)

/** An open draft: its map, its tools, its figures. */
export function DraftDesk({ county, open, onOpen }: { county: County; open: OpenDraft; onOpen(id: string): void }) {
  const { t } = useTranslation('plan')
  const { number } = useNumber()
  const [tool, setTool] = useUrlState('tool', toolCodec)
  const [grid, setGrid] = useUrlState('grid', gridCodec)
  const [compare, setCompare] = useUrlState('compare', compareCodec)
  const [other, setOther] = useState<string | null>(null)
  const [proposal, setProposal] = useState<readonly Position[] | null>(null)
  const chosen = open.work.draft.grids.get(grid)?.locked === false ? grid : null
  const camera = usePlanCamera(open)
  const heat = usePlanHeat()
  usePlanOverlays(open, { chosen, other, compare, heat, number })
  useOthersSteps()

  const takeTool = useCallback(
    (next: ToolName) => {
      setProposal(null)
      setMapTool('draw')
      setTool(next)
    },
    [setTool],
  )
  usePlanKeys(takeTool)
  const active = useMapClicks()
  const choose = useCallback((code: string | null) => setGrid(code ?? ''), [setGrid])
  const leave = useCallback(() => takeTool('select'), [takeTool])

  const merge = useCallback(
    (into: string, from: string) => {
      const refusal = makeStep({ kind: 'merge', into, from })
      if (refusal) toast(t(`refusal.${refusal.reason}`), 'bad')
      else setGrid(into)
    },
    [t, setGrid],
  )
  const propose = useCallback(
    (code: string, direction: SplitDirection) => {
      const { draft, census, base } = open.work
      const line = proposeSplit(draft.partition, code, base.points, census.of.get(code) ?? [], direction)
      if (!line) {
        toast(t('noProposal'), 'bad')
        return
      }
      setGrid(code)
      setTool('split')
      setProposal(line)
      camera.flyToGrid(code)
    },
    [open.work, t, setGrid, setTool, camera.flyToGrid],
  )
  const ways = useMemo(
    () => ({
      choose,
      propose,
      merge,
      go: (code: string) => {
        choose(code)
        camera.flyToGrid(code)
      },
      goTo: (place: Position, code: string) => {
        choose(code)
        camera.flyTo(place)
      },
      rename: (face: string, name: string) => void makeStep({ kind: 'rename', face, name }),
      beginMerge: (code: string) => {
        choose(code)
        takeTool('merge')
        camera.flyToGrid(code)
      },
    }),
    [choose, propose, merge, takeTool, camera.flyToGrid, camera.flyTo],
  )
  // a grid that is gone (merged, undone) is chosen no more
  useEffect(() => {
    if (grid !== '' && chosen === null) setGrid('')
  }, [grid, chosen, setGrid])

  return (
    <>
      <PlanHeader
        open={open}
        demo={county.demo}
        compare={compare}
        onCompare={() => setCompare(!compare)}
        onClose={() => onOpen('')}
      />
      <PlanTools
        tool={tool}
        canUndo={open.work.steps.length > 0}
        canRedo={open.work.undone.length > 0}
        onTool={takeTool}
        onUndo={undoStep}
        onRedo={redoStep}
      />
      {active && tool === 'select' && <SelectTool open={open} onChoose={choose} />}
      {active && tool === 'split' && (
        <SplitTool
          open={open}
          chosen={chosen}
          proposal={proposal}
          onProposal={setProposal}
          onDone={choose}
          onLeave={leave}
        />
      )}
      {active && tool === 'merge' && (
        <MergeTool
          open={open}
          chosen={chosen}
          other={other}
          onChoose={choose}
          onOther={setOther}
          onMerge={merge}
          onLeave={leave}
        />
      )}
      <PlanHeat
        county={county}
        draft={open.plan.id}
        version={open.acknowledged.version}
        clicks={active && tool === 'select'}
      />
      <PlanPanel open={open} chosen={chosen} compare={compare} drawing={tool !== 'select'} ways={ways} />
      {open.saving.state === 'conflict' && <ConflictDialog open={open} theirs={open.saving.theirs} onOpen={onOpen} />}
    </>
  )
}

/** Takes the map's clicks while a draft is open, but for the time of measuring; tells whether they are ours. */
function useMapClicks(): boolean {
  const mapTool = useTool()
  useEffect(() => {
    if (mapTool === 'select') setMapTool('draw')
  }, [mapTool])
  useEffect(() => () => setMapTool('select'), [])
  return mapTool === 'draw'
}
