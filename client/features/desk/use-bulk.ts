import { useCallback, useRef, useState } from 'react'
import { ApiError, call } from '#client/api.ts'
import { newKey } from '#client/ui/act/new-key.ts'
import { actOnIssues } from '#domain/contract/act.ts'
import type { IssueSummary } from '#domain/contract/issue.ts'
import type { ActRequest } from '#domain/issue/act-request.ts'
import { BULK_AT_ONCE, type Outcome } from './bulk.ts'

export type Bulk =
  | { state: 'idle' }
  | { state: 'sending'; done: number }
  /** `stopped`: why not all of them were asked for; sent again, it goes on and does nothing twice. */
  | { state: 'told'; outcomes: readonly Outcome[]; stopped: string | null }

/** Does the same with many issues, so many at a time; one key for each part, so that a second try does nothing twice. */
export function useBulk(county: string, issues: readonly IssueSummary[]) {
  const [key] = useState(newKey)
  const [bulk, setBulk] = useState<Bulk>({ state: 'idle' })
  const busy = useRef(false)
  const send = useCallback(
    (act: ActRequest) => {
      if (busy.current) return
      busy.current = true
      void (async () => {
        const outcomes: Outcome[] = []
        let stopped: string | null = null
        for (let at = 0; at < issues.length && stopped === null; at += BULK_AT_ONCE) {
          setBulk({ state: 'sending', done: at })
          const part = issues.slice(at, at + BULK_AT_ONCE).map(({ number, version }) => ({ number, version }))
          try {
            const answer = await call(actOnIssues, { body: { county, issues: part, act, key: `${key}-${at}` } })
            outcomes.push(...answer.outcomes)
          } catch (error) {
            if (!(error instanceof ApiError)) throw error
            stopped = error.code
          }
        }
        busy.current = false
        setBulk({ state: 'told', outcomes, stopped })
      })()
    },
    [county, issues, key],
  )
  return { bulk, send }
}
