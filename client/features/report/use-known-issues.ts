import { useEffect, useState } from 'react'
import { call } from '#client/api.ts'
import { type IssueSummary, listIssues } from '#domain/contract/issue.ts'

const RADIUS_METERS = 150
const MOST = 5
const none: readonly IssueSummary[] = []

/** Open issues of the same kind within 150 m of a place, newest first; [] where none is known, and without a network. */
export function useKnownIssues(
  county: string,
  category: string,
  position: readonly [number, number] | null,
): readonly IssueSummary[] {
  const [known, setKnown] = useState(none)
  const near = position === null ? null : `${position[0]},${position[1]},${RADIUS_METERS}`
  useEffect(() => {
    if (near === null || category === '') return setKnown(none)
    const stopped = new AbortController()
    call(listIssues, { query: { county, near, category, state: 'open', limit: MOST }, signal: stopped.signal }).then(
      (answer) => setKnown(answer.issues),
      // a report can be made without knowing them: the office merges what is the same
      () => stopped.signal.aborted || setKnown(none),
    )
    return () => stopped.abort()
  }, [county, category, near])
  return known
}
