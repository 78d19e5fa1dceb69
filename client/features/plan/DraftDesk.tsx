import { useCallback, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMapView } from '#client/map/use-map-view.ts'
import { setTool as setMapTool, useTool } from '#client/state/tool.ts'
import { choiceCodec, flagCodec, textCodec, useUrlState } from '#client/state/url.ts'
import { Button } from '#client/ui/Button.tsx'
import { toast } from '#client/ui/toast.ts'
import type { PartInto } from '#domain/autoplan/part-grid.ts'
import type { Position } from '#domain/contract/common.ts'
import type { County } from '#domain/contract/county.ts'
import { type PlanOperation, planLimits } from '#domain/contract/plan.ts'
import { areaOf, type Level } from '#domain/partition/area.ts'
import { gridOf } from '#domain/partition/ground.ts'
import type { SplitDirection } from '#domain/partition/propose-split.ts'
import type { Finding } from '#domain/partition/rules/rule.types.ts'
import { DrawOnDraft } from './autoplan/DrawOnDraft.tsx'
import { Breaches } from './breaches/Breaches.tsx'
import { ComparePanel, showCodec } from './compare/ComparePanel.tsx'
import { compoundRings, fetchGuides } from './guides.ts'
import { useHands } from './hands/use-hands.ts'
import { type ModeName, modeNames } from './modes/modes.ts'
import { makeStep, redoStep, undoStep } from './open-plan.ts'
import { PlanHeader } from './PlanHeader.tsx'
import { PlanHeat, usePlanHeat } from './PlanHeat.tsx'
import { PlanPanel } from './PlanPanel.tsx'
import { disabledReason, PlanTools } from './PlanTools.tsx'
import { usePanelSide } from './panel-side.ts'
import { type OpenDraft, openDraft } from './plan-desk.ts'
import { proposeRepair, whyNoRepair } from './repair.ts'
import { levelOf } from './split-preview.ts'
import { ModeHost } from './tool/ModeHost.tsx'
import { ProposalHost } from './tool/ProposalHost.tsx'
import type { Proposal } from './tool/proposal.ts'
import { ToolLine } from './tool/ToolLine.tsx'
import { useFindings } from './use-findings.ts'
import { useLivingRules } from './use-living-rules.ts'
import { useNumber } from './use-number.ts'
import { useOthersSteps } from './use-others-steps.ts'
import { usePartOffer } from './use-part-offer.ts'
import { usePlanCamera } from './use-plan-camera.ts'
import { usePlanKeys } from './use-plan-keys.ts'
import { usePlanOverlays } from './use-plan-overlays.ts'
import { WorkersButton } from './workers/WorkersButton.tsx'

const toolCodec = choiceCodec(modeNames, 'select')
const levelCodec = choiceCodec(['grid', 'micro-grid'] as const, 'grid')
const gridCodec = textCodec('')
const compareCodec = flagCodec(false)
const besideCodec = textCodec('')

export interface DraftDeskProps {
  county: County
  open: OpenDraft
  /** Opened by its address, which may say what of it is to be seen. */
  linked: boolean
  onOpen(id: string): void
}

/** An open draft: its map, its tools, its figures. */
export function DraftDesk({ county, open, linked, onOpen }: DraftDeskProps) {
  const { t } = useTranslation('plan')
  const { t: tools } = useTranslation('plan-tools')
  const view = useMapView()
  const { number } = useNumber()
  const [mode, setMode] = useUrlState('tool', toolCodec)
  const [level, setLevel] = useUrlState('level', levelCodec)
  const [grid, setGrid] = useUrlState('grid', gridCodec)
  const [compare, setCompare] = useUrlState('compare', compareCodec)
  const [beside, setBeside] = useUrlState('beside', besideCodec)
  const [show] = useUrlState('show', showCodec)
  const { t: comparing } = useTranslation('plan-compare')
  const [other, setOther] = useState<string | null>(null)
  const [proposal, setProposal] = useState<Proposal | null>(null)
  const { draft } = open.work
  const chosen = areaOf(draft, level, grid)?.locked === false ? grid : null
  // among micro-grids, the grid whose micro-grids the panel lists
  const [home, setHome] = useState<string | null>(null)
  const around = chosen === null ? home : gridOf(draft, chosen)
  const camera = usePlanCamera(open, linked)
  const heat = usePlanHeat()
  usePlanOverlays(open, { level, chosen, other, compare, heat, swiped: beside !== '' && show === 'swipe', number })
  useOthersSteps()
  useLivingRules(open)
  const findings = useFindings(open)
  const [side] = usePanelSide()
  // what blocks is always pinned, the rest while one looks at problems
  const pinned = useMemo(
    () => (side === 'problems' ? findings : findings.filter(({ severity }) => severity === 'block')),
    [side, findings],
  )
  const nameOf = useNames(open)
  const hands = useHands(open, mode, level)

  const takeMode = useCallback(
    (next: ModeName) => {
      const reason = disabledReason(next, open, chosen, level)
      if (reason !== null) {
        toast(tools(`disabled.${reason}`, { most: planLimits.operations }))
        return
      }
      setProposal(null)
      setMapTool('draw')
      setMode(next)
      if (next !== 'select') view.focus()
    },
    [open, chosen, level, tools, setMode, view],
  )
  const takeLevel = useCallback(
    (next: Level) => {
      if (next === level) return
      setProposal(null)
      setHome(around)
      setLevel(next)
      setGrid(next === 'grid' ? (around ?? '') : '')
    },
    [level, around, setLevel, setGrid],
  )
  const switchLevel = useCallback(() => takeLevel(level === 'grid' ? 'micro-grid' : 'grid'), [takeLevel, level])
  usePlanKeys(takeMode, switchLevel)
  const active = useMapClicks()
  const choose = useCallback((code: string | null) => setGrid(code ?? ''), [setGrid])
  const leave = useCallback(() => setMode('select'), [setMode])

  const endProposal = useCallback(
    (next: string | null) => {
      setProposal(null)
      if (next !== null) setGrid(next)
    },
    [setGrid],
  )

  const merge = useCallback(
    (into: string, from: string) => {
      const refusal = makeStep({ kind: 'merge', ...levelOf(level), into, from })
      if (refusal) toast(t(`refusal.${refusal.reason}`), 'bad')
      else setGrid(into)
    },
    [t, level, setGrid],
  )
  const offerParts = usePartOffer(setProposal)
  const propose = useCallback(
    (of: Level, code: string, into: PartInto) => {
      takeLevel(of)
      setGrid(code)
      camera.flyToArea(of, code)
      void offerParts(of, code, into)
    },
    [takeLevel, setGrid, camera.flyToArea, offerParts],
  )
  const repair = useCallback(
    async (finding: Finding) => {
      if (finding.rule === 'compound-split') await fetchGuides(county.code, finding.at)
      const { work, base } = openDraft() ?? open
      const ground = { norm: base.norm, compounds: base.compounds, compoundRings }
      const found = proposeRepair(work, finding, ground)
      takeLevel('grid')
      setGrid(finding.face)
      camera.flyToArea('grid', finding.face)
      if (found) setProposal(found)
      else {
        const why = whyNoRepair(work, finding, ground)
        toast(tools(why.key, why.values ?? {}), 'bad')
      }
    },
    [county.code, open, setGrid, takeLevel, camera.flyToArea, tools],
  )
  const ways = useMemo(
    () => ({
      choose,
      propose: (code: string, direction: SplitDirection) => propose(level, code, { kind: 'halves', direction }),
      part: (code: string) => propose('grid', code, { kind: 'norm', norm: open.base.norm }),
      merge,
      go: (code: string) => {
        choose(code)
        camera.flyToArea(level, code)
      },
      goTo: (place: Position, code: string) => {
        takeLevel('grid')
        choose(code)
        camera.flyTo(place)
      },
      rename: (face: string, name: string) => {
        const refusal = makeStep({ kind: 'rename', ...levelOf(level), face, name })
        if (refusal) toast(t(`refusal.${refusal.reason}`), 'bad')
      },
      step: (operation: PlanOperation, next: string) => {
        const refusal = makeStep(operation)
        if (refusal) toast(t(`refusal.${refusal.reason}`), 'bad')
        else choose(next)
      },
      repair,
      open: onOpen,
    }),
    [choose, propose, merge, repair, onOpen, level, open.base.norm, takeLevel, t, camera.flyToArea, camera.flyTo],
  )
  // a plan that was sent round is not drawn on: the tool in hand is put down
  useEffect(() => {
    if (open.plan.state === 'draft' || mode === 'select') return
    setMode('select')
    toast(tools('disabled.notDraft'))
  }, [open.plan.state, mode, setMode, tools])
  // a grid that is gone (merged, undone) is chosen no more
  useEffect(() => {
    if (grid !== '' && chosen === null) setGrid('')
  }, [grid, chosen, setGrid])

  return (
    <>
      <PlanHeader
        open={open}
        hands={hands}
        county={county}
        compare={compare}
        onCompare={() => setCompare(!compare)}
        onClose={() => onOpen('')}
      />
      <PlanTools
        open={open}
        mode={mode}
        level={level}
        chosen={chosen}
        onMode={takeMode}
        onLevel={takeLevel}
        onUndo={() => undoStep() === 'others' && toast(tools('othersStep'))}
        onRedo={redoStep}
      />
      {active && !proposal && (
        <ModeHost
          open={open}
          mode={mode}
          level={level}
          chosen={chosen}
          onChoose={choose}
          onOutline={setOther}
          onLeave={leave}
        />
      )}
      {proposal && <ProposalHost open={open} proposal={proposal} onEnd={endProposal} />}
      <ToolLine open={open} mode={mode} />
      <PlanHeat
        county={county}
        draft={{ id: open.plan.id, version: open.acknowledged.version }}
        clicks={active && mode === 'select'}
      />
      {beside !== '' && (
        <ComparePanel county={county} open={open} beside={beside} onBeside={setBeside} onClose={() => setBeside('')} />
      )}
      <Breaches
        findings={pinned}
        clicks={active && mode === 'select' && proposal === null}
        nameOf={nameOf}
        onGo={ways.goTo}
        onSplit={ways.part}
        onRepair={ways.repair}
      />
      <PlanPanel
        open={open}
        findings={findings}
        nameOf={nameOf}
        level={level}
        chosen={chosen}
        around={around}
        compare={compare}
        drawing={mode !== 'select' || proposal !== null}
        ways={ways}
        foot={
          <>
            <Button aria-pressed={beside !== ''} onClick={() => setBeside(beside === '' ? 'today' : '')}>
              {comparing('enter')}
            </Button>
            <WorkersButton
              county={county.code}
              scope={open.plan.scope}
              plan={{ ...open.plan, version: open.acknowledged.version }}
            />
            <DrawOnDraft county={county} open={open} onOpen={onOpen} />
          </>
        }
      />
    </>
  )
}

/** What grids, micro-grids and communities are called in the draft. */
function useNames({ work, base }: OpenDraft): (code: string) => string {
  return useCallback(
    (code: string) =>
      work.draft.microGrids.get(code)?.name ??
      work.draft.grids.get(code)?.name ??
      base.communities.find((community) => community.code === code)?.name ??
      code,
    [work, base],
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
