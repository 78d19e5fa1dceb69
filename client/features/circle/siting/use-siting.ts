import { useCallback, useEffect, useRef, useState } from 'react'
import type { z } from 'zod'
import { ApiError, callLines } from '#client/api.ts'
import { askSiting, type SitingTold } from '#domain/contract/siting.ts'

export type SitingBody = z.input<typeof askSiting.body>

/** What became of a question. `told` is of the question `asked`; while another is under way it is the one before. */
export interface SitingRemote {
  state: 'idle' | 'asking' | 'ready' | 'failed'
  told: SitingTold | null
  /** The question that `told` answers, as text; '' when there is none. */
  asked: string
  /** Share (0 to 1) done. */
  progress: number
  /** Problem code when failed. */
  code: string
  /** Of a problem that has one: the share that can be reached at most. */
  detail: string
}

const nothing: SitingRemote = { state: 'idle', told: null, asked: '', progress: 0, code: '', detail: '' }

/** Asks the server about sites, one question at a time; another, `stop` or leaving ends the one under way there too. */
export function useSiting(county: string) {
  const [remote, setRemote] = useState(nothing)
  const running = useRef<AbortController | null>(null)

  const stop = useCallback(() => {
    running.current?.abort()
    running.current = null
    setRemote((before) => ({ ...before, state: before.told ? 'ready' : 'idle', progress: 0 }))
  }, [])
  const ask = useCallback(
    (body: SitingBody) => {
      running.current?.abort()
      const stopped = new AbortController()
      running.current = stopped
      const asked = JSON.stringify(body)
      const put = (change: Partial<SitingRemote>) => {
        if (!stopped.signal.aborted) setRemote((before) => ({ ...before, ...change }))
      }
      const fail = (code: string, detail: string) => put({ ...nothing, state: 'failed', code, detail, asked })
      put({ state: 'asking', progress: 0, code: '', detail: '' })
      callLines(askSiting, { query: { county }, body, signal: stopped.signal }, (line) => {
        if (line.kind === 'progress') put({ progress: line.share })
        else if (line.kind === 'refused') fail(line.problem.code, line.problem.detail)
        else put({ state: 'ready', told: line, asked, progress: 1 })
      }).catch((error: unknown) => {
        if (error instanceof ApiError) fail(error.code, error.message)
        else fail('internal-error', '')
      })
    },
    [county],
  )
  useEffect(() => () => running.current?.abort(), [])
  return { remote, ask, stop }
}
