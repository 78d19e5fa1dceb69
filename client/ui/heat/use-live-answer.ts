import { useEffect, useRef, useState } from 'react'
import { ApiError } from '#client/api.ts'
import { hearLive } from '#client/state/live.ts'

/** After a failure it is asked again. */
const RETRY_MILLISECONDS = 10_000
/** A slider that is being dragged asks once it rests; what is asked first waits for nothing. */
const REST_MILLISECONDS = 150

/** What the server says to a question, kept of now. */
export interface LiveAnswer<Answer> {
  /** The newest that came, also while a newer one is on its way or the server is away; null after a refusal. */
  answer: Answer | null
  loading: boolean
  /** The problem's code while the last try failed. */
  code: string | null
}

/** Asks one question; must keep its identity between renders. */
export type Ask<Question, Answer> = (question: Question, signal: AbortSignal) => Promise<Answer>

/**
 * Keeps the answer to a question of now: aborted when the question changes, asked again when issues change, at most every
 * `liveMilliseconds`, and at once when `turn` changes. A refusal takes the old answer away, because it is not about what is asked now; a server that is away does not.
 */
export function useLiveAnswer<Question, Answer>(
  question: Question | null,
  ask: Ask<Question, Answer>,
  liveMilliseconds: number,
  turn = 0,
): LiveAnswer<Answer> {
  const [live, setLive] = useState<LiveAnswer<Answer>>({ answer: null, loading: true, code: null })
  const text = question === null ? null : JSON.stringify({ turn, question })
  const asking = useRef(false)

  useEffect(() => {
    if (text === null) return
    const { question: asked }: { question: Question } = JSON.parse(text)
    const stopped = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined
    let askedAt = Number.NEGATIVE_INFINITY
    let again = false

    const load = async () => {
      askedAt = performance.now()
      try {
        const answer = await ask(asked, stopped.signal)
        if (stopped.signal.aborted) return
        setLive({ answer, loading: false, code: null })
        timer = undefined
      } catch (error) {
        if (stopped.signal.aborted) return
        const refused = error instanceof ApiError && error.status >= 400 && error.status < 500
        const code = error instanceof ApiError ? error.code : 'internal-error'
        setLive((before) => ({ answer: refused ? null : before.answer, loading: false, code }))
        timer = refused ? undefined : setTimeout(load, RETRY_MILLISECONDS)
      }
      if (again && timer === undefined) soon()
      again = false
    }
    const soon = () => {
      if (timer !== undefined) {
        again = true
        return
      }
      timer = setTimeout(load, Math.max(0, askedAt + liveMilliseconds - performance.now()))
    }

    setLive((before) => ({ ...before, loading: true }))
    timer = setTimeout(load, asking.current ? REST_MILLISECONDS : 0)
    asking.current = true
    const silence = hearLive({ change: ({ kind }) => kind === 'issue' && soon(), refetch: soon })
    return () => {
      silence()
      clearTimeout(timer)
      stopped.abort()
    }
  }, [text, ask, liveMilliseconds])
  return live
}
