import { useEffect, useState } from 'react'
import { ApiError, call } from '#client/api.ts'
import { type SearchResult, search } from '#domain/contract/search.ts'

const REST_MILLISECONDS = 120
const MOST = 12

/** `idle` before anything was typed; `q` names the question that was answered. */
export type Search =
  | { state: 'idle' }
  | { state: 'searching' }
  | { state: 'found'; q: string; results: SearchResult[] }
  | { state: 'failed'; code: string }

/** Searches a county while its user types; only the answer to the newest text is shown. */
export function useSearch(county: string | null, text: string): Search {
  const [found, setFound] = useState<Search>({ state: 'idle' })
  const q = text.trim()
  useEffect(() => {
    if (county === null || q === '') {
      setFound({ state: 'idle' })
      return
    }
    const stopped = new AbortController()
    const timer = setTimeout(async () => {
      try {
        const { results } = await call(search, {
          query: { county, q: q.slice(0, 100), limit: MOST },
          signal: stopped.signal,
        })
        setFound({ state: 'found', q, results })
      } catch (error) {
        if (stopped.signal.aborted) return
        setFound({ state: 'failed', code: error instanceof ApiError ? error.code : 'internal-error' })
      }
    }, REST_MILLISECONDS)
    setFound((before) => (before.state === 'found' ? before : { state: 'searching' }))
    return () => {
      clearTimeout(timer)
      stopped.abort()
    }
  }, [county, q])
  return found
}
