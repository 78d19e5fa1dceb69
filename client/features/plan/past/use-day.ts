import { useEffect, useState } from 'react'
import { ApiError, call } from '#client/api.ts'
import { isDay } from '#domain/calendar/is-day.ts'
import { getPlanBase } from '#domain/contract/plan.ts'
import { assignTones } from '#domain/partition/assign-tones.ts'
import { openBase } from '#domain/partition/open-base.ts'
import type { OpenDraft } from '../plan-desk.ts'
import { beginWork } from '../work.ts'

/** The grids of an area on a day, as the map and the lists of a draft take them. */
export type Day =
  | { state: 'loading' }
  /** The text is no day of the calendar. */
  | { state: 'no-day' }
  | { state: 'failed'; code: string }
  | { state: 'ready'; ground: Pick<OpenDraft, 'work' | 'base' | 'tones'> }

/** Asks for the grids of an area on a day ('YYYY-MM-DD', else `no-day`). What was shown stays until the answer. */
export function useDay(county: string, scope: string, asOf: string): Day {
  const [day, setDay] = useState<Day>({ state: 'loading' })
  useEffect(() => {
    if (!isDay(asOf)) return setDay({ state: 'no-day' })
    const gone = new AbortController()
    call(getPlanBase, { query: { county, scope, asOf }, signal: gone.signal }).then(
      (base) => {
        const work = beginWork(openBase(base))
        setDay({ state: 'ready', ground: { work, base, tones: assignTones(work.draft) } })
      },
      (error: unknown) => {
        if (!gone.signal.aborted)
          setDay({ state: 'failed', code: error instanceof ApiError ? error.code : 'internal-error' })
      },
    )
    return () => gone.abort()
  }, [county, scope, asOf])
  return day
}
