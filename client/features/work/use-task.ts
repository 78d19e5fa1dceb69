import { useCallback, useEffect, useRef, useState } from 'react'
import type { z } from 'zod'
import { ApiError, call } from '#client/api.ts'
import { getIssue } from '#domain/contract/issue.ts'

export type TaskNow = z.output<typeof getIssue.answer>
export type Task = { state: 'loading' } | { state: 'failed'; code: string } | { state: 'told'; task: TaskNow }

const AGAIN_MILLISECONDS = 20_000

/** One issue with what the post that asks may do; asked for again three times a minute. */
export function useTask(county: string, number: string): { told: Task; reload(): void } {
  const [told, setTold] = useState<Task>({ state: 'loading' })
  const hand = useRef<() => void>(undefined)
  useEffect(() => {
    const stopped = new AbortController()
    const load = async () => {
      try {
        const task = await call(getIssue, { params: { number }, query: { county }, signal: stopped.signal })
        setTold({ state: 'told', task })
      } catch (error) {
        if (stopped.signal.aborted) return
        const code = error instanceof ApiError ? error.code : 'internal-error'
        setTold((before) => (before.state === 'told' ? before : { state: 'failed', code }))
      }
    }
    hand.current = () => void load()
    const timer = setInterval(() => document.visibilityState === 'visible' && void load(), AGAIN_MILLISECONDS)
    void load()
    return () => {
      stopped.abort()
      clearInterval(timer)
    }
  }, [county, number])
  const reload = useCallback(() => hand.current?.(), [])
  return { told, reload }
}
