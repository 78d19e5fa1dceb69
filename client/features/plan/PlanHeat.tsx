import { choiceCodec, useUrlState } from '#client/state/url.ts'
import { HeatControl } from '#client/ui/heat/HeatControl.tsx'
import { heatKinds } from '#client/ui/heat/heat-choice.ts'
import type { County } from '#domain/contract/county.ts'
import styles from './PlanHeat.module.css'

const heatCodec = choiceCodec(heatKinds, 'off')

export interface PlanHeatProps {
  county: County
  /** Id of the open draft: its grids can be counted by. */
  draft: string
  /** Version of it that the server has. */
  version: number
  /** Whether clicks may list issues: a tool that draws needs them. */
  clicks: boolean
}

/** The heat under a plan, off until it is asked for. */
export function PlanHeat({ county, draft, version, clicks }: PlanHeatProps) {
  return (
    <div className={styles.heat}>
      <HeatControl
        county={county}
        control="folded"
        kind="off"
        foldKey="h"
        {...{ draft, clicks }}
        draftVersion={version}
      />
    </div>
  )
}

/** Whether heat is shown: the plan's own colours give way to it. */
export function usePlanHeat(): boolean {
  const [kind] = useUrlState('heat', heatCodec)
  return kind !== 'off'
}
