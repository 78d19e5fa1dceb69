import { useEffect, useRef, useState } from 'react'
import type { AreaLevel } from '#domain/coverage/figures.ts'
import type { ModelQuestion } from '../model/model.types.ts'
import type { ModelState } from '../model/use-coverage-thread.ts'
import type { LiveArea } from './area-rows.ts'

/** Figures of the areas of a level from the page's own model, as newest asked; null until it has said. `null` asks nothing. */
export function useLiveAreas(
  model: ModelState,
  level: AreaLevel | null,
  question: ModelQuestion | null,
): readonly LiveArea[] | null {
  const [told, setTold] = useState<{ level: AreaLevel; areas: readonly LiveArea[] } | null>(null)
  const newest = useRef<{ level: AreaLevel; question: ModelQuestion } | null>(null)
  const busy = useRef(false)
  const thread = model.state === 'ready' ? model.thread : null

  useEffect(() => {
    newest.current = level && question && { level, question }
    const send = () => {
      const asked = newest.current
      if (busy.current || asked === null || !thread) return
      busy.current = true
      thread
        .areas(asked.level, asked.question)
        .then((areas) => setTold({ level: asked.level, areas }))
        // the page tells of a lost worker by itself, and the server's figures stand
        .catch(() => setTold(null))
        .finally(() => {
          busy.current = false
          if (newest.current !== asked) send()
        })
    }
    send()
  }, [thread, level, question])
  return thread && question && told?.level === level ? told.areas : null
}
