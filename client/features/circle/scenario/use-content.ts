import { useCallback } from 'react'
import type { ScenarioContent } from '#domain/contract/scenario.ts'
import { useCoverage } from '../coverage-context.ts'
import { useDraft } from '../what-if/draft-store.ts'

/** What a scenario keeps: the changes, and how they are looked at now. */
export function useContent(): () => ScenarioContent {
  const { settled } = useCoverage()
  return useCallback(() => {
    const { changes, scenario } = useDraft.getState()
    const { walk, stations, minutes } = settled
    return { changes: [...changes], walk, stations, minutes, note: scenario?.content.note ?? '' } as ScenarioContent
  }, [settled])
}
