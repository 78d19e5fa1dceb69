import { useCallback, useEffect, useState } from 'react'
import { ApiError, call } from '#client/api.ts'
import { textCodec, useUrlState } from '#client/state/url.ts'
import {
  type AutoplanRun,
  cancelAutoplan,
  getAutoplan,
  openAutoplan,
  startAutoplan,
} from '#domain/contract/autoplan.ts'
import type { requestOf } from './draw-wishes.ts'

const POLL_MILLISECONDS = 400
const runCodec = textCodec('')

export type Drawing =
  | { state: 'idle' }
  | { state: 'asked' }
  | { state: 'run'; run: AutoplanRun }
  | { state: 'failed'; code: string }

/** The run of this page: begun, asked about until it ends, cancelled, opened. Its id stands in the address. */
export function useAutoplan(county: string) {
  const [id, setId] = useUrlState('run', runCodec)
  const [drawing, setDrawing] = useState<Drawing>({ state: 'idle' })

  useEffect(() => {
    if (id === '') return
    const gone = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = async () => {
      try {
        const run = await call(getAutoplan, { params: { run: id }, query: { county }, signal: gone.signal })
        setDrawing({ state: 'run', run })
        if (isBusy(run)) timer = setTimeout(() => void look(), POLL_MILLISECONDS)
      } catch (error) {
        if (!gone.signal.aborted) setDrawing({ state: 'failed', code: codeOf(error) })
      }
    }
    void look()
    return () => {
      gone.abort()
      clearTimeout(timer)
    }
  }, [county, id])

  const start = useCallback(
    async (body: ReturnType<typeof requestOf>) => {
      setDrawing({ state: 'asked' })
      try {
        const run = await call(startAutoplan, { query: { county }, body })
        setDrawing({ state: 'run', run })
        setId(run.id)
      } catch (error) {
        setDrawing({ state: 'failed', code: codeOf(error) })
      }
    },
    [county, setId],
  )

  const cancel = useCallback(async () => {
    if (id === '') return
    try {
      const run = await call(cancelAutoplan, { params: { run: id }, query: { county } })
      setDrawing({ state: 'run', run })
    } catch (error) {
      setDrawing({ state: 'failed', code: codeOf(error) })
    }
  }, [county, id])

  /** Answers the id of the draft, or null when it was refused. */
  const open = useCallback(
    async (proposal: number, name: string): Promise<string | null> => {
      try {
        const plan = await call(openAutoplan, { params: { run: id }, query: { county }, body: { proposal, name } })
        return plan.id
      } catch (error) {
        setDrawing({ state: 'failed', code: codeOf(error) })
        return null
      }
    },
    [county, id],
  )

  const forget = useCallback(() => {
    setId('')
    setDrawing({ state: 'idle' })
  }, [setId])

  return { drawing, start, cancel, open, forget }
}

export function isBusy({ state }: AutoplanRun): boolean {
  return state === 'waiting' || state === 'atoms' || state === 'drawing'
}

function codeOf(error: unknown): string {
  if (error instanceof ApiError) return error.code
  throw error
}
