import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { hearCounty } from '../hear-county.ts'
import type { CoverageThread } from './coverage-thread.ts'
import { takeThread } from './thread-ahead.ts'

/** The county's model on this page: on its way, at hand, or why not. */
export type ModelState =
  | { state: 'loading' }
  | { state: 'ready'; thread: CoverageThread }
  | { state: 'lost'; code: string }

/**
 * Fetches a county's model into a worker, anew when the feed says that it has changed: the one before answers until then.
 * `retry` tries again after a loss.
 */
export function useCoverageThread(county: string): { model: ModelState; retry(): void } {
  const [turn, setTurn] = useState(0)
  const [model, setModel] = useState<ModelState>({ state: 'loading' })
  const shown = useRef<CoverageThread | null>(null)
  const retry = useCallback(() => setTurn((before) => before + 1), [])
  useEffect(() => hearCounty(retry), [retry])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another turn begins anew
  useEffect(() => {
    if (!shown.current) setModel({ state: 'loading' })
    const thread = takeThread(county, {
      ready() {
        shown.current?.close()
        shown.current = thread
        performance.mark('coverage-model-ready')
        setModel({ state: 'ready', thread })
      },
      lost(code) {
        thread.close()
        if (shown.current === thread) shown.current = null
        if (!shown.current) setModel({ state: 'lost', code })
      },
    })
    return () => {
      if (shown.current !== thread) thread.close()
    }
  }, [county, turn])
  useEffect(() => () => shown.current?.close(), [])
  return useMemo(() => ({ model, retry }), [model, retry])
}
