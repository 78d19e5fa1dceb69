import { call } from '#client/api.ts'
import { hearLive } from '#client/state/live.ts'
import { type IssueSummary, listIssues } from '#domain/contract/issue.ts'

/** Issues are asked for in one call for all changes of this time, milliseconds; the first at once, with what comes beside it. */
const GATHER_MILLISECONDS = 250
const BESIDE_MILLISECONDS = 10
/** What could not be asked for is asked for again after this long, milliseconds. */
const RETRY_MILLISECONDS = 3_000
const NUMBERS_AT_ONCE = 100
/** More than so many are not asked for one by one where the hearer can read anew. */
const FLOOD = 400

/**
 * Hears the issues of a county that the feed says have changed, as they stand now, gathered. Where so
 * many change at once that asking for each would take minutes, `flooded` is told instead. Returns a stop function.
 */
export function hearIssues(county: string, heard: (issues: IssueSummary[]) => void, flooded?: () => void): () => void {
  const stopped = new AbortController()
  const waiting = new Set<string>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let askedAt = Number.NEGATIVE_INFINITY

  const ask = async () => {
    timer = undefined
    if (flooded !== undefined && waiting.size > FLOOD) {
      waiting.clear()
      flooded()
      return
    }
    askedAt = performance.now()
    const numbers = [...waiting].slice(0, NUMBERS_AT_ONCE)
    for (const number of numbers) waiting.delete(number)
    const answer = await call(listIssues, {
      query: { county, numbers: numbers.join(','), limit: NUMBERS_AT_ONCE },
      signal: stopped.signal,
    }).catch(() => null)
    if (stopped.signal.aborted) return
    if (answer === null) for (const number of numbers) waiting.add(number)
    if (waiting.size > 0) timer ??= setTimeout(ask, answer === null ? RETRY_MILLISECONDS : GATHER_MILLISECONDS)
    if (answer !== null) heard(answer.issues)
  }
  const silence = hearLive({
    change: (change) => {
      if (change.kind !== 'issue') return
      waiting.add(change.id)
      timer ??= setTimeout(ask, Math.max(BESIDE_MILLISECONDS, askedAt + GATHER_MILLISECONDS - performance.now()))
    },
  })
  return () => {
    stopped.abort()
    clearTimeout(timer)
    silence()
  }
}
