import { useEffect, useState } from 'react'
import { ApiError, call } from '#client/api.ts'
import { comparePlansOf, type PlanComparison } from '#domain/contract/plan-comparison.ts'

export type Compared =
  | { state: 'loading' }
  | { state: 'failed'; code: string }
  | { state: 'ready'; comparison: PlanComparison }

/** A plan beside another, or beside today; asked anew when the plan was saved at another version. */
export function usePlanComparison(county: string, one: string, other: string, version: number): Compared {
  const [compared, setCompared] = useState<Compared>({ state: 'loading' })
  // biome-ignore lint/correctness/useExhaustiveDependencies: another version is another plan
  useEffect(() => {
    const gone = new AbortController()
    setCompared({ state: 'loading' })
    call(comparePlansOf, { query: { county, one, other }, signal: gone.signal })
      .then((comparison) => setCompared({ state: 'ready', comparison }))
      .catch((error: unknown) => {
        if (gone.signal.aborted) return
        if (!(error instanceof ApiError)) throw error
        setCompared({ state: 'failed', code: error.code })
      })
    return () => gone.abort()
  }, [county, one, other, version])
  return compared
}
