import { useCallback, useEffect, useRef, useState } from 'react'
import type { z } from 'zod'
import { ApiError, call } from '#client/api.ts'
import { type IssueSummary, listIssues } from '#domain/contract/issue.ts'
import { polygonsContain } from '../areas/bounds-of.ts'
import type { IssueTarget, Polygons } from '../heat-body.types.ts'
import type { HeatChoice } from '../heat-choice.ts'
import { type HeatPlace, listFilter } from '../heat-questions.ts'

const PAGE = 50

export type IssuesQuestion = z.input<typeof listIssues.query>

export interface IssuesAt {
  issues: readonly IssueSummary[]
  /** Whether there are more than those listed. */
  more: boolean
  state: 'loading' | 'ready' | 'failed'
  /** The problem's code when it failed. */
  code: string
  /** Asks for the next page, or again after a failure. */
  next(): void
}

/** The question about a place's issues; `now` in milliseconds since 1970. */
export function issuesQuestion(choice: HeatChoice, place: HeatPlace, target: IssueTarget, now: number): IssuesQuestion {
  const { area, near, box, span } = target
  return {
    ...listFilter(choice, place, now),
    // what is counted by weeks counts every issue filed in them
    ...(span ? { ...span, state: 'all' as const } : {}),
    ...(area === undefined ? {} : { area }),
    ...(near ? { near: near.join(',') } : {}),
    ...(box ? { box: box.join(',') } : {}),
    limit: PAGE,
  }
}

/** Issues of a question, newest first, a page at a time; only those `within` when told. A new question needs a new component. */
export function useIssuesAt(question: IssuesQuestion, within: Polygons | undefined): IssuesAt {
  const asked = useRef(question)
  const [{ issues, cursor, state, code }, setShown] = useState<{
    issues: readonly IssueSummary[]
    cursor: string | null
    state: IssuesAt['state']
    code: string
  }>({ issues: [], cursor: null, state: 'loading', code: '' })
  const stopped = useRef<AbortController>(null)

  const load = useCallback(
    async (after: string | null) => {
      stopped.current?.abort()
      const stop = new AbortController()
      stopped.current = stop
      setShown((before) => ({ ...before, state: 'loading' }))
      try {
        const query = after === null ? asked.current : { ...asked.current, cursor: after }
        const answer = await call(listIssues, { query, signal: stop.signal })
        const inside = within
          ? answer.issues.filter(({ position: [longitude, latitude] }) => polygonsContain(within, longitude, latitude))
          : answer.issues
        setShown((before) => ({
          issues: after === null ? inside : [...before.issues, ...inside],
          cursor: answer.next,
          state: 'ready',
          code: '',
        }))
      } catch (error) {
        if (stop.signal.aborted) return
        setShown((before) => ({
          ...before,
          state: 'failed',
          code: error instanceof ApiError ? error.code : 'internal-error',
        }))
      }
    },
    [within],
  )
  useEffect(() => {
    void load(null)
    return () => stopped.current?.abort()
  }, [load])
  return { issues, more: cursor !== null, state, code, next: () => void load(cursor) }
}
