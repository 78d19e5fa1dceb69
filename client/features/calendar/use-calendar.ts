import { useCallback, useEffect, useState } from 'react'
import { ApiError, call } from '#client/api.ts'
import { type CalendarYear, getCalendar } from '#domain/contract/calendar.ts'

export type CalendarState =
  | { state: 'loading' }
  | { state: 'failed'; code: string }
  | { state: 'ready'; calendar: CalendarYear }

/** A year of a county's calendar; the year before stays on screen until the next has come. */
export function useCalendar(county: string, year: number): [CalendarState, reload: () => void] {
  const [state, setState] = useState<CalendarState>({ state: 'loading' })
  const load = useCallback(
    (signal?: AbortSignal) => {
      call(getCalendar, { query: { county, year }, ...(signal ? { signal } : {}) }).then(
        (calendar) => setState({ state: 'ready', calendar }),
        (error: unknown) => {
          if (signal?.aborted) return
          setState({ state: 'failed', code: error instanceof ApiError ? error.code : 'internal-error' })
        },
      )
    },
    [county, year],
  )
  useEffect(() => {
    const stopped = new AbortController()
    load(stopped.signal)
    return () => stopped.abort()
  }, [load])
  return [state, useCallback(() => load(), [load])]
}
