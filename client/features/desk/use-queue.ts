import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { ApiError, call } from '#client/api.ts'
import { hearIssues } from '#client/hear-issues.ts'
import { hearLive, useLive } from '#client/state/live.ts'
import { type IssueSummary, listIssues } from '#domain/contract/issue.ts'
import type { IssueQuery } from './desk-filter.ts'
import { addPage, beginQueue, judgeQueue, type Queue, tellQueue, tidyQueue } from './queue.ts'

const FIRST_PAGE = 200
const LATER_PAGE = 500
/** So many rows are read again when the feed could not tell what changed, or the clock did. */
const MOST_AGAIN = 2_000
/** Clocks run: rows are judged anew this often, milliseconds. */
const JUDGE_MILLISECONDS = 30_000

export type QueueState = 'loading' | 'ready' | 'failed'

export interface QueueShown {
  /** Null before the first answer. */
  queue: Queue | null
  /** Of the first page: while another filter is read, the rows of the one before stay. */
  state: QueueState
  /** Why it failed: the problem's code. */
  code: string
  /** Of the page below the last row. */
  more: QueueState
  /** Another number for each queue that was begun: its rows stand at their top. */
  turn: number
  loadMore(): void
  /** Puts what has arrived in its place and lets go of what left. */
  tidy(): void
  reload(): void
}

interface Shown {
  queue: Queue | null
  state: QueueState
  code: string
  more: QueueState
  turn: number
}

/** The rows of a queue, read page by page and kept of now by the feed. `query` keeps its identity between renders; null waits. */
export function useQueue(
  county: string,
  query: IssueQuery | null,
  belongs: (issue: IssueSummary) => boolean,
): QueueShown {
  const [shown, setShown] = useState<Shown>({ queue: null, state: 'loading', code: '', more: 'ready', turn: 0 })
  const judge = useRef(belongs)
  judge.current = belongs
  const hand = useRef<{ loadMore(): void; reload(): void } | null>(null)
  const isBelonging = useCallback((issue: IssueSummary) => judge.current(issue), [])
  const update = useCallback(
    (change: (queue: Queue) => Queue) =>
      setShown((before) => {
        const queue = before.queue && change(before.queue)
        return queue === before.queue ? before : { ...before, queue }
      }),
    [],
  )

  useEffect(() => {
    if (query === null) return
    const stopped = new AbortController()
    let queue: { next: string | null; rows: number; sequence: number } | null = null
    let busy = false
    const ask = (limit: number, cursor?: string) =>
      call(listIssues, { query: { ...query, county, limit, ...(cursor ? { cursor } : {}) }, signal: stopped.signal })

    const begin = async () => {
      busy = true
      setShown((before) => ({ ...before, state: 'loading' }))
      try {
        const page = await ask(FIRST_PAGE)
        queue = { next: page.next, rows: page.issues.length, sequence: page.feedSequence }
        setShown((before) => ({
          queue: beginQueue(query.order ?? 'newest', page),
          state: 'ready',
          code: '',
          more: 'ready',
          turn: before.turn + 1,
        }))
      } catch (error) {
        if (stopped.signal.aborted) return
        setShown((before) => ({ ...before, state: 'failed', code: codeOf(error) }))
      }
      busy = false
    }
    const loadMore = async () => {
      if (busy || queue === null || queue.next === null) return
      busy = true
      setShown((before) => ({ ...before, more: 'loading' }))
      try {
        const page = await ask(LATER_PAGE, queue.next)
        queue = { ...queue, next: page.next, rows: queue.rows + page.issues.length }
        setShown((before) => ({ ...before, more: 'ready', queue: before.queue && addPage(before.queue, page) }))
      } catch {
        if (stopped.signal.aborted) return
        setShown((before) => ({ ...before, more: 'failed' }))
      }
      busy = false
    }
    /** Reads the rows shown anew, quietly: what came and what changed is told as the feed would. */
    const readAgain = async () => {
      if (queue === null) return begin()
      const wanted = Math.min(MOST_AGAIN, queue.rows + 1)
      const issues: IssueSummary[] = []
      try {
        for (let cursor: string | undefined; issues.length < wanted; ) {
          const page = await ask(LATER_PAGE, cursor)
          issues.push(...page.issues)
          if (page.next === null) break
          cursor = page.next
        }
        update((before) => judgeQueue(tellQueue(before, issues, isBelonging), isBelonging))
      } catch {
        // the line is cut as well, and the page says so
      }
    }

    hand.current = { loadMore: () => void loadMore(), reload: () => void begin() }
    void begin()
    const stops = [
      hearIssues(county, (issues) => update((before) => tellQueue(before, issues, isBelonging))),
      hearLive({
        refetch() {
          // told with the greeting: what was read is of then or later
          const { sequence } = useLive.getState()
          if (queue !== null && sequence !== null && queue.sequence >= sequence) return
          if (!busy) void readAgain()
        },
      }),
    ]
    const timer = setInterval(() => {
      if (query.clock) void readAgain()
      else update((before) => judgeQueue(before, isBelonging))
    }, JUDGE_MILLISECONDS)
    return () => {
      stopped.abort()
      clearInterval(timer)
      for (const stop of stops) stop()
      hand.current = null
    }
  }, [county, query, isBelonging, update])

  const verbs = useMemo(
    () => ({
      loadMore: () => hand.current?.loadMore(),
      tidy: () => update(tidyQueue),
      reload: () => hand.current?.reload(),
    }),
    [update],
  )
  return { ...shown, ...verbs }
}

function codeOf(error: unknown): string {
  return error instanceof ApiError ? error.code : 'internal-error'
}
