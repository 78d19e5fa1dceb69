import { useCallback, useEffect, useState } from 'react'
import { ApiError, call } from '#client/api.ts'
import { getPlacedWorkers, type PlacedWorkers, placeWorker } from '#domain/contract/worker.ts'

export type Placed =
  | { state: 'loading' }
  | { state: 'failed'; code: string }
  | { state: 'ready'; placed: PlacedWorkers }

/** Who has which grid of an area today, or under a plan; asked anew when the plan was saved at another version. */
export function usePlacedWorkers(county: string, about: { scope: string } | { plan: string }, version: number) {
  const [placed, setPlaced] = useState<Placed>({ state: 'loading' })
  const [refused, setRefused] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const key = JSON.stringify(about)

  // biome-ignore lint/correctness/useExhaustiveDependencies: another version is another plan
  useEffect(() => {
    const gone = new AbortController()
    setPlaced({ state: 'loading' })
    setRefused(null)
    call(getPlacedWorkers, { query: { county, ...JSON.parse(key) }, signal: gone.signal })
      .then((answer) => setPlaced({ state: 'ready', placed: answer }))
      .catch((error: unknown) => {
        if (!gone.signal.aborted) setPlaced({ state: 'failed', code: codeOf(error) })
      })
    return () => gone.abort()
  }, [county, key, version])

  /** Gives a worker grids; the answer brings all figures anew. */
  const place = useCallback(
    async (person: string, grids: string[]) => {
      setBusy(true)
      setRefused(null)
      try {
        const query = { county, ...JSON.parse(key) }
        setPlaced({ state: 'ready', placed: await call(placeWorker, { params: { person }, query, body: { grids } }) })
      } catch (error) {
        setRefused(codeOf(error))
      } finally {
        setBusy(false)
      }
    },
    [county, key],
  )
  return { placed, place, busy, refused }
}

function codeOf(error: unknown): string {
  if (error instanceof ApiError) return error.code
  throw error
}
