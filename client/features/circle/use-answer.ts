import { useCallback, useEffect, useMemo, useState } from 'react'
import type { z } from 'zod'
import { ApiError, type CallParts, call } from '#client/api.ts'
import type { Endpoint } from '#domain/contract/endpoint.ts'
import { hearCounty } from './hear-county.ts'

/** What the server said last. While something else is asked, `answer` is still the one before: show it greyed. */
export interface Remote<Answer> {
  state: 'idle' | 'loading' | 'ready' | 'failed'
  answer: Answer | null
  /** Problem code when failed. */
  code: string
  retry(): void
}

/** Asks an endpoint whenever the question changes and when the feed says that all may be different; null asks nothing. */
export function useAnswer<E extends Endpoint>(
  endpoint: E,
  asked: Omit<CallParts<E>, 'signal'> | null,
): Remote<z.output<E['answer']>> {
  const [remote, setRemote] = useState<Omit<Remote<z.output<E['answer']>>, 'retry'>>(nothing)
  const [turn, setTurn] = useState(0)
  const text = asked === null ? null : JSON.stringify(asked)
  const question = useMemo(() => (text === null ? null : { parts: JSON.parse(text), turn }), [text, turn])
  const retry = useCallback(() => setTurn((before) => before + 1), [])

  useEffect(() => hearCounty(retry), [retry])

  useEffect(() => {
    if (question === null) {
      setRemote(nothing)
      return
    }
    const stopped = new AbortController()
    setRemote((before) => ({ ...before, state: 'loading' }))
    call(endpoint, { ...question.parts, signal: stopped.signal }).then(
      (answer) => setRemote({ state: 'ready', answer, code: '' }),
      (error: unknown) => {
        if (stopped.signal.aborted) return
        setRemote({ state: 'failed', answer: null, code: error instanceof ApiError ? error.code : 'internal-error' })
      },
    )
    return () => stopped.abort()
  }, [endpoint, question])

  return useMemo(() => ({ ...remote, retry }), [remote, retry])
}

const nothing = { state: 'idle', answer: null, code: '' } as const
