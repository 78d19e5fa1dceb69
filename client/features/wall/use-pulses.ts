import { useCallback, useEffect, useRef, useState } from 'react'
import type { IssueSummary } from '#domain/contract/issue.ts'

/** A place where an issue has just come in. */
export interface Pulse {
  /** Tells it apart: an issue may come in twice. */
  id: number
  position: IssueSummary['position']
}

/** A ring grows for so long; see the style sheet. */
export const RING_MILLISECONDS = 1_600
const PULSE_MILLISECONDS = 3 * RING_MILLISECONDS
/** More at once would be a wall of rings: the newest are shown. */
const MOST_PULSES = 30

/** Places on the map that pulse now, and a function that lets those of issues pulse three times. */
export function usePulses(): { pulses: readonly Pulse[]; pulse: (issues: readonly IssueSummary[]) => void } {
  const [pulses, setPulses] = useState<readonly Pulse[]>([])
  const last = useRef(0)
  const timers = useRef(new Set<ReturnType<typeof setTimeout>>())
  useEffect(() => {
    const waiting = timers.current
    return () => {
      for (const timer of waiting) clearTimeout(timer)
    }
  }, [])
  const pulse = useCallback((issues: readonly IssueSummary[]) => {
    const coming = issues.slice(0, MOST_PULSES).map(({ position }) => ({ id: ++last.current, position }))
    const newest = last.current
    setPulses((before) => [...before, ...coming].slice(-MOST_PULSES))
    const timer = setTimeout(() => {
      timers.current.delete(timer)
      setPulses((before) => before.filter(({ id }) => id > newest))
    }, PULSE_MILLISECONDS)
    timers.current.add(timer)
  }, [])
  return { pulses, pulse }
}
