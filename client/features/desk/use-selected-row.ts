import { useEffect, useMemo, useState } from 'react'
import { call } from '#client/api.ts'
import { getIssue, type IssueSummary } from '#domain/contract/issue.ts'
import type { QueueShown } from './use-queue.ts'
import { useSelectedNumber } from './use-queue-keys.ts'

/** An issue further down than this is not looked for page by page. */
const MOST_LOOKED_ROWS = 10_000

/** Why the issue selected on the map has no row: it is outside the queue, or too far down. */
export type Absent = 'outside' | 'deep' | null

/** Sees to it that the selected issue has a row: what arrived is let in, further pages are read. */
export function useSelectedRow(
  county: string,
  { queue, state, more, loadMore, tidy }: QueueShown,
  belongs: (issue: IssueSummary) => boolean,
): Absent {
  const selected = useSelectedNumber()
  const [known, setKnown] = useState<IssueSummary | null>(null)
  const read = queue?.rows
  const isRow = useMemo(
    () => selected !== null && (read?.some((issue) => issue.number === selected) ?? false),
    [read, selected],
  )
  const isArrived = selected !== null && (queue?.arrived.some((issue) => issue.number === selected) ?? false)
  const unknown =
    selected !== null && queue !== null && state === 'ready' && !isRow && !isArrived && known?.number !== selected

  useEffect(() => {
    if (isArrived) tidy()
  }, [isArrived, tidy])

  useEffect(() => {
    if (!unknown || selected === null) return
    const stopped = new AbortController()
    void call(getIssue, { params: { number: selected }, query: { county }, signal: stopped.signal }).then(
      ({ issue }) => setKnown(issue),
      () => undefined,
    )
    return () => stopped.abort()
  }, [county, unknown, selected])

  const asked = !isRow && !isArrived && known?.number === selected ? known : null
  const belonging = asked !== null && belongs(asked)
  const rows = queue?.rows.length ?? 0
  const further = belonging && queue?.next !== null && rows < MOST_LOOKED_ROWS
  useEffect(() => {
    if (further && more === 'ready') loadMore()
  }, [further, more, loadMore])

  if (asked === null || further) return null
  return belonging && rows >= MOST_LOOKED_ROWS ? 'deep' : 'outside'
}
