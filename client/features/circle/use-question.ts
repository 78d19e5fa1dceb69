import { useMemo } from 'react'
import type { Change } from '#domain/contract/change.ts'
import type { ModelQuestion } from './model/model.types.ts'
import type { CircleState } from './use-circle-state.ts'

/** The question of the address about a county with some changes; keeps its identity while nothing changes. */
export function useQuestion(state: CircleState, changes: readonly Change[]): ModelQuestion {
  const { profile, direction, openAt, levels, kinds, services, minutes, station } = state
  return useMemo(
    () => ({
      walk: { profile, direction, openAt },
      stations: { levels: [...levels], kinds: [...kinds], services: [...services], openAt },
      changes,
      minutes,
      station,
    }),
    [profile, direction, openAt, levels, kinds, services, changes, minutes, station],
  )
}
