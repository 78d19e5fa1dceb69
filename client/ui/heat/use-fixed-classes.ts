import { useEffect, useMemo } from 'react'
import type { CountySettings } from '#domain/contract/county.ts'
import type { HeatChoice } from './heat-choice.ts'
import { countyBreaks, sameBreaks } from './heat-classes.ts'
import type { ChangeHeat } from './use-heat-choice.ts'

export interface FixedClasses {
  /** What was chosen, with the classes it is drawn by. */
  choice: HeatChoice
  /** The county's own breaks for it; null for kinds whose classes have names. */
  usual: readonly number[] | null
  /** Whether the classes are other ones than the county's. */
  own: boolean
}

/**
 * Classes fixed for the view: where the address names none, the county's are written into it as numbers, so that whoever
 * opens the link sees the same classes, also after the county has changed its own. Keeps its identity while they stay the same.
 */
export function useFixedClasses(
  settings: CountySettings,
  chosen: HeatChoice,
  change: ChangeHeat,
  /** Not while something else is drawn. */
  shown: boolean,
): FixedClasses {
  const { kind, window, state } = chosen
  const usual = useMemo(() => countyBreaks(settings, { kind, window, state }), [settings, kind, window, state])
  useEffect(() => {
    if (shown && usual !== null && chosen.breaks === null) change({ breaks: usual })
  }, [shown, usual, chosen.breaks, change])
  return useMemo(() => {
    const breaks = chosen.breaks ?? usual
    return { choice: { ...chosen, breaks }, usual, own: usual !== null && !sameBreaks(breaks, usual) }
  }, [chosen, usual])
}
