import { useEffect } from 'react'
import { hearLive } from '#client/state/live.ts'
import type { OpenDraft } from './plan-desk.ts'
import { takeRules } from './take-rules.ts'

/** Holds the open draft to the rules that the county has now, also when somebody changes them meanwhile. */
export function useLivingRules({ plan: { id }, base: { county } }: OpenDraft): void {
  useEffect(() => {
    const gone = new AbortController()
    const take = () => void takeRules(county, id, gone.signal)
    // rules are told like ground that changed
    const stop = hearLive({ change: ({ kind }) => kind === 'layer' && take(), refetch: take })
    return () => {
      gone.abort()
      stop()
    }
  }, [county, id])
}
