import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#client/ui/Button.tsx'
import { Segmented } from '#client/ui/Segmented.tsx'
import type { Position } from '#domain/contract/common.ts'
import type { PlanOperation } from '#domain/contract/plan.ts'
import type { Level } from '#domain/partition/area.ts'
import type { SplitDirection } from '#domain/partition/propose-split.ts'
import type { Finding } from '#domain/partition/rules/rule.types.ts'
import { Comparison } from './Comparison.tsx'
import { TakeAlong } from './files/TakeAlong.tsx'
import { Gauges } from './Gauges.tsx'
import { GridCard } from './GridCard.tsx'
import { History } from './history/History.tsx'
import { Unfit } from './history/Unfit.tsx'
import { LifeHost } from './life/LifeHost.tsx'
import { LifeSide } from './life/LifeSide.tsx'
import { MicroGauges } from './MicroGauges.tsx'
import styles from './PlanPanel.module.css'
import { Problems } from './Problems.tsx'
import { type PanelSide, usePanelSide } from './panel-side.ts'
import type { OpenDraft } from './plan-desk.ts'
import { narrow, upright, useMedia } from './use-media.ts'
import { useMicroTallies, useTallies } from './use-tallies.ts'

/** What the lists of the panel can do with a grid. */
export interface PlanWays {
  choose(code: string | null): void
  go(code: string): void
  goTo(place: Position, code: string): void
  propose(code: string, direction: SplitDirection): void
  /** Proposes to part a grid into as many as the norm needs. */
  part(code: string): void
  merge(into: string, from: string): void
  repair(finding: Finding): void
  /** Opens another draft. */
  open(id: string): void
  rename(code: string, name: string): void
  /** Makes a step and chooses an area. */
  step(operation: PlanOperation, next: string): void
}

export interface PlanPanelProps {
  open: OpenDraft
  level: Level
  chosen: string | null
  /** The grid that is chosen, or lies around what is. */
  around: string | null
  compare: boolean
  /** What the county's rules find. */
  findings: readonly Finding[]
  nameOf(code: string): string
  /** A tool draws on the map: on a phone the panel makes room. */
  drawing: boolean
  ways: PlanWays
  /** Below figures and problems. */
  foot: ReactNode
}

/** Figures of the draft: the chosen grid, every grid against the norm, the plan beside today, and problems. */
export function PlanPanel({
  open,
  level,
  chosen,
  around,
  compare,
  findings,
  nameOf,
  drawing,
  ways,
  foot,
}: PlanPanelProps) {
  const { t } = useTranslation('plan')
  const { t: tools } = useTranslation('plan-tools')
  const { t: life } = useTranslation('plan-life')
  const [side, setSide] = usePanelSide()
  const { work, base, broken, saving } = open
  const tallies = useTallies(open)
  const microTallies = useMicroTallies(open, level === 'micro-grid' ? around : null)
  const phone = useMedia(narrow)
  useSideRoom(!drawing)

  return (
    <aside className={styles.panel} data-drawing={drawing || undefined} aria-label={t('panel')}>
      {phone && <p className={styles.small}>{tools('narrow')}</p>}
      {broken && (
        <p className={styles.notice} role="alert">
          {t('broken', { step: broken.index + 1, reason: t(`refusal.${broken.reason}`) })}
        </p>
      )}
      {(saving.state === 'gone' || saving.state === 'refused') && (
        <p className={styles.notice} role="alert">
          {saving.state === 'gone'
            ? t('goneWords')
            : t('refusedWords', { reason: t(`refusedBy.${saving.code}`, { defaultValue: saving.code }) })}
        </p>
      )}
      {chosen && (
        <GridCard
          key={chosen}
          open={open}
          level={level}
          tallies={level === 'grid' ? tallies : microTallies}
          grids={tallies}
          chosen={chosen}
          ways={ways}
        />
      )}
      <Unfit open={open} />
      <Segmented<PanelSide>
        label={tools('side.label')}
        choices={[
          { value: 'figures', text: tools('side.figures') },
          { value: 'problems', text: tools('side.problems', { count: findings.length }) },
          { value: 'history', text: tools('side.history', { count: work.steps.length }) },
          { value: 'life', text: life('side') },
        ]}
        value={side}
        onChange={setSide}
      />
      {side === 'figures' && (
        <>
          {level === 'grid' ? (
            <Gauges tallies={tallies} norm={base.norm} chosen={chosen} compare={compare} onChoose={ways.go} />
          ) : (
            <MicroGauges
              open={open}
              around={around}
              tallies={microTallies}
              chosen={chosen}
              compare={compare}
              onChoose={ways.go}
            />
          )}
          {/* with ground of its own a plan would be compared with itself */}
          {open.plan.from === 'today' && <Comparison open={open} />}
        </>
      )}
      {side === 'problems' && (
        <Problems
          findings={findings}
          ground={work.base.findings}
          nameOf={nameOf}
          onGo={ways.goTo}
          onSplit={ways.part}
          onRepair={ways.repair}
        />
      )}
      {(side === 'figures' || side === 'problems') && foot}
      {side === 'history' && <History open={open} />}
      <LifeHost open={open} />
      {side === 'life' && <LifeSide open={open} nameOf={nameOf} onGo={ways.goTo} onOpen={ways.open} />}
      {side === 'life' && <TakeAlong open={open} />}
      {tallies.length === 0 && <Button disabled>{t('start.noGrids')}</Button>}
    </aside>
  )
}

/** Tells the map's own buttons how much room the panel takes at the side or at the foot. */
function useSideRoom(shown: boolean): void {
  const below = useMedia(upright)
  useEffect(() => {
    const root = document.documentElement
    root.style.setProperty('--side-right', below ? '0rem' : '23rem')
    root.style.setProperty('--plan-foot', below && shown ? '42vh' : '0rem')
    root.style.setProperty('--side-bottom', below ? 'calc(var(--plan-foot) + var(--plan-hint, 0rem) + 3.5rem)' : '0rem')
    return () => {
      root.style.removeProperty('--side-right')
      root.style.removeProperty('--side-bottom')
      root.style.removeProperty('--plan-foot')
    }
  }, [below, shown])
}
