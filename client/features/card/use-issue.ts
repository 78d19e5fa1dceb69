import { useCallback, useEffect, useRef, useState } from 'react'
import type { z } from 'zod'
import { ApiError, call } from '#client/api.ts'
import { hearLive } from '#client/state/live.ts'
import { getIssue } from '#domain/contract/issue.ts'

export type IssueWithHistory = z.output<typeof getIssue.answer>

/**
 * An issue with its history and what the post that asks may do, kept of now by the feed; null before it has come and
 * while nobody asks (`post` is ''). `failed`: the problem's code of the last try. `reload` reads it again at once.
 */
export function useIssue(county: string, number: string, post: string) {
  const [told, setTold] = useState<IssueWithHistory | null>(null)
  const [failed, setFailed] = useState<string | null>(null)
  const hand = useRef<(() => void) | null>(null)
  useEffect(() => {
    if (post === '') return setTold(null)
    const stopped = new AbortController()
    const load = () =>
      call(getIssue, { params: { number }, query: { county }, signal: stopped.signal }).then(
        (answer) => {
          setTold((before) => (before && before.issue.version > answer.issue.version ? before : answer))
          setFailed(null)
        },
        (error: unknown) => {
          if (!stopped.signal.aborted) setFailed(error instanceof ApiError ? error.code : 'internal-error')
        },
      )
    hand.current = () => void load()
    setTold((before) => (before?.issue.number === number ? before : null))
    void load()
    const silence = hearLive({
      change: ({ kind, id }) => {
        if (kind === 'issue' && id === number) void load()
      },
      refetch: () => void load(),
    })
    return () => {
      hand.current = null
      silence()
      stopped.abort()
    }
  }, [county, number, post])
  const reload = useCallback(() => hand.current?.(), [])
  return { told, failed, reload }
}
