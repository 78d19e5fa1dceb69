import { useCallback, useEffect, useState } from 'react'
import { ApiError, call } from '#client/api.ts'
import { type Division, listDivisions } from '#domain/contract/division.ts'

export type Divisions =
  | { state: 'loading' }
  | { state: 'failed'; code: string }
  | { state: 'ready'; above: readonly Division[]; divisions: readonly Division[]; total: number; next: string | null }

/** Divisions right below one ('' for the top), or those that a text finds; `more` adds those that follow. */
export function useDivisions(county: string | undefined, below: string, q: string) {
  const [answer, setAnswer] = useState<Divisions>({ state: 'loading' })
  useEffect(() => {
    if (county === undefined) return
    const gone = new AbortController()
    const query = { county, q, ...(below === '' ? {} : { below }) }
    const timer = setTimeout(
      () =>
        call(listDivisions, { query, signal: gone.signal }).then(
          (told) => setAnswer({ state: 'ready', ...told }),
          (error: unknown) => {
            if (gone.signal.aborted) return
            setAnswer({ state: 'failed', code: error instanceof ApiError ? error.code : 'internal-error' })
          },
        ),
      q === '' ? 0 : 200,
    )
    return () => {
      clearTimeout(timer)
      gone.abort()
    }
  }, [county, below, q])
  const more = useCallback(async () => {
    if (county === undefined || answer.state !== 'ready' || answer.next === null) return
    const page = await call(listDivisions, {
      query: { county, after: answer.next, ...(below === '' ? {} : { below }) },
    })
    setAnswer({ ...answer, divisions: [...answer.divisions, ...page.divisions], next: page.next })
  }, [county, below, answer])
  return { answer, more }
}
