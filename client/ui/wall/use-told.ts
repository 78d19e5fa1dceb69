import { useEffect, useState } from 'react'
import { call } from '#client/api.ts'
import { hearLive, serverNow } from '#client/state/live.ts'
import { useCategories } from '#client/ui/use-categories.ts'
import { type ClockState, type IssueSummary, listIssues } from '#domain/contract/issue.ts'
import type { WallRule } from '#domain/contract/wall.ts'
import { type Told, toldIssues } from '#domain/wall/arrivals.ts'

const SECOND = 1_000
const MOST_ISSUES = 60
const none: readonly IssueSummary[] = []

/** Issues that the wall's rules speak of now, the newest first: of those that came in, and of those of `area` (null: everywhere) whose clock runs out. */
export function useTold(
  county: string,
  newest: readonly IssueSummary[] | null,
  rules: readonly WallRule[],
  area: string | null = null,
): Told[] {
  const soon = useClock(
    county,
    area,
    'soon',
    rules.some((rule) => rule.on === 'soon'),
  )
  const late = useClock(
    county,
    area,
    'late',
    rules.some((rule) => rule.on === 'late'),
  )
  const categories = useCategories(rules.some((rule) => rule.category !== null) ? county : null)
  const [told, setTold] = useState<Told[]>([])
  useEffect(() => {
    const issues = [...new Map([...late, ...soon, ...(newest ?? none)].map((issue) => [issue.number, issue])).values()]
    const look = () =>
      setTold((before) => {
        const after = toldIssues(issues, rules, serverNow(), categories)
        return wordsOf(after) === wordsOf(before) ? before : after
      })
    look()
    const timer = setInterval(look, SECOND)
    return () => clearInterval(timer)
  }, [newest, soon, late, rules, categories])
  return told
}

/** Equal for lists that say the same. */
function wordsOf(told: readonly Told[]): string {
  return told.map(({ issue, at }) => `${issue.number} ${issue.version} ${at}`).join('\n')
}

/** Open issues whose clock says so, read again with the figures; nothing while no rule asks. */
function useClock(county: string, area: string | null, clock: ClockState, wanted: boolean): readonly IssueSummary[] {
  const [issues, setIssues] = useState(none)
  useEffect(() => {
    if (!wanted) return
    const stopped = new AbortController()
    const ask = async () => {
      // those whose clock turned last, however many turned before
      const query = { county, area: area ?? undefined, clock, order: 'latest', limit: MOST_ISSUES } as const
      const answer = await call(listIssues, { query, signal: stopped.signal }).catch(() => null)
      if (answer !== null && !stopped.signal.aborted) setIssues(answer.issues)
    }
    void ask()
    const timer = setInterval(() => void ask(), 60 * SECOND)
    const stop = hearLive({ figures: () => void ask(), refetch: () => void ask() })
    return () => {
      stopped.abort()
      clearInterval(timer)
      stop()
      setIssues(none)
    }
  }, [county, area, clock, wanted])
  return issues
}
