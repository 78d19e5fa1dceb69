import { useEffect, useState } from 'react'
import { call } from '#client/api.ts'
import { hearIssues } from '#client/hear-issues.ts'
import { hearLive } from '#client/state/live.ts'
import { type IssueSummary, listIssues } from '#domain/contract/issue.ts'
import { mergeIssues } from './merge-issues.ts'

const KEPT_ISSUES = 40

/**
 * The newest issues of a county, kept up by the feed; null before the first answer.
 * `onArrived` hears each issue that was filed while the page watched. `area`: code of the street or community that they are of.
 */
export function useNewest(
  county: string | undefined,
  onArrived: (issues: IssueSummary[]) => void,
  area: string | null = null,
): readonly IssueSummary[] | null {
  const [newest, setNewest] = useState<readonly IssueSummary[] | null>(null)
  useEffect(() => {
    if (county === undefined) return
    const stopped = new AbortController()
    const { signal } = stopped
    let known: readonly IssueSummary[] | null = null

    const show = (issues: readonly IssueSummary[]) => {
      // read again at the feed's greeting, mostly the same
      if (JSON.stringify(issues) === JSON.stringify(known)) return
      known = issues
      setNewest(issues)
    }
    const readAll = async () => {
      const query = { county, state: 'all', area: area ?? undefined, limit: KEPT_ISSUES } as const
      const answer = await call(listIssues, { query, signal }).catch(() => null)
      if (answer !== null && !signal.aborted) show(answer.issues)
    }
    const stopIssues = hearIssues(
      county,
      (told) => {
        if (known === null) return
        const issues = told.filter(({ street, community }) => area === null || area === street || area === community)
        if (issues.length === 0) return
        const latest = Date.parse(known[0]?.filedAt ?? '1970-01-01T00:00:00Z')
        const before = new Set(known.map((issue) => issue.number))
        const arrived = issues.filter((issue) => !before.has(issue.number) && Date.parse(issue.filedAt) >= latest)
        show(mergeIssues(known, issues, KEPT_ISSUES))
        if (arrived.length > 0) onArrived(arrived)
      },
      readAll,
    )
    const stopHearing = hearLive({ refetch: () => void readAll() })
    void readAll()
    return () => {
      stopped.abort()
      stopIssues()
      stopHearing()
      setNewest(null)
    }
  }, [county, onArrived, area])
  return newest
}
