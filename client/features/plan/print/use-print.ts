import { useCallback, useEffect, useState } from 'react'
import { ApiError, call } from '#client/api.ts'
import { cancelPrint, getPrint, type PrintRequest, type PrintRun, startPrint } from '#domain/contract/print.ts'

const POLL_MILLISECONDS = 400

export type Printing =
  | { state: 'idle' }
  | { state: 'asked' }
  | { state: 'run'; run: PrintRun }
  /** The server refuses; `code` says why. */
  | { state: 'refused'; code: string }

export interface Print {
  printing: Printing
  start(body: PrintRequest): void
  cancel(): void
  /** Back to the form. */
  forget(): void
}

/** One print of this page: begun, asked about until it ends, cancelled. It goes on while its dialog is closed. */
export function usePrint(county: string): Print {
  const [printing, setPrinting] = useState<Printing>({ state: 'idle' })
  const busy = printing.state === 'run' && isBusy(printing.run) ? printing.run.id : ''

  useEffect(() => {
    if (busy === '') return
    const gone = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = async () => {
      try {
        const run = await call(getPrint, { params: { run: busy }, query: { county }, signal: gone.signal })
        setPrinting({ state: 'run', run })
        if (isBusy(run)) timer = setTimeout(() => void look(), POLL_MILLISECONDS)
      } catch (error) {
        if (gone.signal.aborted) return
        // a server that is away for a moment goes on printing
        if (error instanceof ApiError && error.code === 'unreachable') timer = setTimeout(() => void look(), 2_000)
        else setPrinting({ state: 'refused', code: codeOf(error) })
      }
    }
    timer = setTimeout(() => void look(), POLL_MILLISECONDS)
    return () => {
      gone.abort()
      clearTimeout(timer)
    }
  }, [county, busy])

  const start = useCallback(
    async (body: PrintRequest) => {
      setPrinting({ state: 'asked' })
      try {
        setPrinting({ state: 'run', run: await call(startPrint, { query: { county }, body }) })
      } catch (error) {
        setPrinting({ state: 'refused', code: codeOf(error) })
      }
    },
    [county],
  )
  const cancel = useCallback(async () => {
    if (busy === '') return
    try {
      setPrinting({ state: 'run', run: await call(cancelPrint, { params: { run: busy }, query: { county } }) })
    } catch (error) {
      setPrinting({ state: 'refused', code: codeOf(error) })
    }
  }, [county, busy])

  return {
    printing,
    start: (body) => void start(body),
    cancel: () => void cancel(),
    forget: useCallback(() => setPrinting({ state: 'idle' }), []),
  }
}

export function isBusy({ state }: PrintRun): boolean {
  return state === 'waiting' || state === 'drawing'
}

function codeOf(error: unknown): string {
  if (error instanceof ApiError) return error.code
  throw error
}
