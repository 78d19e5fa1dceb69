import { choiceCodec, useUrlState } from '#client/state/url.ts'
import { HeatControl } from '#client/ui/heat/HeatControl.tsx'
import { heatKinds } from '#client/ui/heat/heat-choice.ts'
import type { County } from '#domain/contract/county.ts'
import styles from './PlanHeat.module.css'

const heatCodec = choiceCodec(heatKinds, 'off')

export interface PlanHeatProps {
  county: County
  /** The open draft as the server has it: its grids can be counted by. */
  draft?: { id: string; version: number }
  /** Whether clicks may list issues: a tool that draws needs them. */
  clicks: boolean
}

/** The heat under a plan, off until it is asked for. */
export function PlanHeat({ county, draft, clicks }: PlanHeatProps) {
  return (
    <div className={styles.heat} data-start={draft === undefined || undefined}>
      <HeatControl
        {...{ county, clicks }}
        {...(draft && { draft: draft.id, draftVersion: draft.version })}
        control="folded"
        kind="off"
        foldKey="h"
      />
    </div>
  )
}

/** Whether heat is shown: the plan's own colours give way to it. */
export function usePlanHeat(): boolean {
  const [kind] = useUrlState('heat', heatCodec)
  return kind !== 'off'
}
