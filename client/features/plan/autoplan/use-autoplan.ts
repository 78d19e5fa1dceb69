import { useCallback, useEffect, useRef, useState } from 'react'
import { ApiError, call } from '#client/api.ts'
import { textCodec, useUrlState } from '#client/state/url.ts'
import {
  type AutoplanRun,
  askAutoplanTask,
  autoplanLimits,
  autoplanRequest,
  cancelAutoplan,
  getAutoplan,
  getAutoplanGround,
  openAutoplan,
  startAutoplan,
} from '#domain/contract/autoplan.ts'
import type { PlanGround } from '#domain/contract/plan.ts'
import { beginPlan } from '../open-plan.ts'
import { drawHere, type RunHere } from './draw-here.ts'
import type { requestOf } from './draw-wishes.ts'

const POLL_MILLISECONDS = 400
const runCodec = textCodec('')

export type Drawing =
  | { state: 'idle' }
  | { state: 'asked' }
  /** `here`: in a worker of this browser, else by the server. */
  | { state: 'run'; run: AutoplanRun; here: boolean }
  | { state: 'failed'; code: string }

/** The run of this page: begun here or by the server, followed until it ends, cancelled, opened. A server's stands in the address. */
export function useAutoplan(county: string) {
  const [id, setId] = useUrlState('run', runCodec)
  const [drawing, setDrawing] = useState<Drawing>({ state: 'idle' })
  const here = useRef<RunHere | null>(null)
  const fail = useCallback((error: unknown) => setDrawing({ state: 'failed', code: codeOf(error) }), [])

  useEffect(() => {
    if (id === '') return
    const gone = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = async () => {
      try {
        const run = await call(getAutoplan, { params: { run: id }, query: { county }, signal: gone.signal })
        setDrawing({ state: 'run', run, here: false })
        if (isBusy(run)) timer = setTimeout(() => void look(), POLL_MILLISECONDS)
      } catch (error) {
        if (!gone.signal.aborted) fail(error)
      }
    }
    void look()
    return () => {
      gone.abort()
      clearTimeout(timer)
    }
  }, [county, id, fail])

  const letGo = useCallback(() => {
    here.current?.stop()
    here.current = null
  }, [])
  useEffect(() => letGo, [letGo])

  /** Begins a run that may change so many grids: few of them are drawn in this browser. */
  const start = useCallback(
    async (body: ReturnType<typeof requestOf>, grids: number) => {
      letGo()
      setId('')
      setDrawing({ state: 'asked' })
      try {
        if (grids <= autoplanLimits.gridsInBrowser) {
          const task = await call(askAutoplanTask, { query: { county }, body })
          const begun: { run?: RunHere } = {}
          begun.run = drawHere(task, autoplanRequest.parse(body), (run) => {
            // told of a run that was let go is told to nobody
            if (!begun.run || here.current === begun.run) setDrawing({ state: 'run', run, here: true })
          })
          here.current = begun.run
          return
        }
        const run = await call(startAutoplan, { query: { county }, body })
        setDrawing({ state: 'run', run, here: false })
        setId(run.id)
      } catch (error) {
        fail(error)
      }
    },
    [county, setId, letGo, fail],
  )

  const cancel = useCallback(async () => {
    if (here.current) {
      letGo()
      setDrawing((now) => (now.state === 'run' ? { ...now, run: { ...now.run, state: 'cancelled' } } : now))
      return
    }
    if (id === '') return
    try {
      const run = await call(cancelAutoplan, { params: { run: id }, query: { county } })
      setDrawing({ state: 'run', run, here: false })
    } catch (error) {
      fail(error)
    }
  }, [county, id, letGo, fail])

  /** Answers the id of the draft, or null when it was refused. */
  const open = useCallback(
    async (proposal: number, name: string): Promise<string | null> => {
      try {
        const own = here.current?.ground(proposal)
        if (own && drawing.state === 'run')
          return await beginPlan(county, name, drawing.run.scope.code, { ground: own.ground })
        const plan = await call(openAutoplan, { params: { run: id }, query: { county }, body: { proposal, name } })
        return plan.id
      } catch (error) {
        fail(error)
        return null
      }
    },
    [county, id, drawing, fail],
  )

  /** Ground of a proposal and the grids it could change; null when it was refused. */
  const groundOf = useCallback(
    async (proposal: number): Promise<{ free: string[]; ground: PlanGround } | null> => {
      try {
        const own = here.current?.ground(proposal)
        return own ?? (await call(getAutoplanGround, { params: { run: id, proposal }, query: { county } }))
      } catch (error) {
        fail(error)
        return null
      }
    },
    [county, id, fail],
  )

  const forget = useCallback(() => {
    letGo()
    setId('')
    setDrawing({ state: 'idle' })
  }, [setId, letGo])

  return { drawing, start, cancel, open, groundOf, forget }
}

export function isBusy({ state }: AutoplanRun): boolean {
  return state === 'waiting' || state === 'atoms' || state === 'drawing'
}

function codeOf(error: unknown): string {
  if (error instanceof ApiError) return error.code
  throw error
}
