import { useEffect, useMemo, useState } from 'react'
import { ApiError, call } from '#client/api.ts'
import { getPlan, getPlanBase } from '#domain/contract/plan.ts'
import { openBase } from '#domain/partition/open-base.ts'
import type { OpenDraft } from '../plan-desk.ts'
import { beginWork, performAll, type Work } from '../work.ts'

/** The plan beside the open one as work of its own, or the grids of its day; null until it is there, or when it cannot be. */
export function useBeside({ plan, base, work }: OpenDraft, beside: string): Work | null {
  const { county } = base
  const { scope, baseDate } = plan
  // a draft of today stands on the grids of today
  const own = useMemo(
    () => (beside === 'today' && plan.from === 'today' ? beginWork(work.base) : null),
    [beside, plan.from, work.base],
  )
  const [read, setRead] = useState<{ beside: string; work: Work } | null>(null)
  useEffect(() => {
    if (own) return
    const gone = new AbortController()
    readWork(county, beside, { scope, asOf: baseDate }, gone.signal)
      .then((found) => setRead({ beside, work: found }))
      .catch((error: unknown) => {
        // the panel tells that there is nothing to compare
        if (!gone.signal.aborted && !(error instanceof ApiError)) throw error
      })
    return () => gone.abort()
  }, [own, county, beside, scope, baseDate])
  return own ?? (read?.beside === beside ? read.work : null)
}

async function readWork(
  county: string,
  beside: string,
  today: { scope: string; asOf: string },
  signal: AbortSignal,
): Promise<Work> {
  if (beside === 'today') return beginWork(openBase(await call(getPlanBase, { query: { county, ...today }, signal })))
  const plan = await call(getPlan, { params: { plan: beside }, query: { county }, signal })
  const query = plan.from === 'today' ? { county, scope: plan.scope, asOf: plan.baseDate } : { county, plan: plan.id }
  const base = await call(getPlanBase, { query, signal })
  return performAll(beginWork(openBase(base)), plan.operations).work
}
