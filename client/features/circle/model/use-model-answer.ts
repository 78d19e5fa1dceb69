import { useEffect, useRef, useState } from 'react'
import type { ModelAnswers, ModelAsk, ModelQuestion } from './model.types.ts'
import type { ModelState } from './use-coverage-thread.ts'

/** An answer and the question it is of. */
export interface Answered<Told> {
  told: Told
  question: ModelQuestion
}

/**
 * Asks the worker whenever the question changes. One question is under way at a time and only the newest waits, so that
 * answers keep up with a finger however long they take. `null` asks nothing; the last answer stays until the next comes.
 */
export function useModelAnswer<Ask extends ModelAsk>(
  model: ModelState,
  ask: Ask,
  question: ModelQuestion | null,
): Answered<ModelAnswers[Ask]> | null {
  const [answered, setAnswered] = useState<Answered<ModelAnswers[Ask]> | null>(null)
  const newest = useRef<ModelQuestion | null>(null)
  const busy = useRef(false)
  const thread = model.state === 'ready' ? model.thread : null
  const current = useRef(thread)

  useEffect(() => {
    newest.current = question
    current.current = thread
    const send = () => {
      const sent = newest.current
      const thread = current.current
      if (busy.current || sent === null || !thread) return
      busy.current = true
      thread
        .ask(ask, sent)
        .then((told) => setAnswered({ told, question: sent }))
        // the page tells of a lost worker by itself, and the server answers in its place
        .catch(() => setAnswered(null))
        .finally(() => {
          busy.current = false
          if (newest.current !== sent || current.current !== thread) send()
        })
    }
    send()
  }, [thread, ask, question])
  return thread ? answered : null
}
