import { useEffect } from 'react'
import { useLive } from '#client/state/live.ts'

const LEAST_WAIT = 3_000
const SPREAD = 12_000

/** A wall that nobody touches takes a new release by itself; walls do so a few seconds apart. */
export function useNewBuild(): void {
  const outdated = useLive((live) => live.outdated)
  useEffect(() => {
    if (!outdated) return
    const timer = setTimeout(() => location.reload(), LEAST_WAIT + Math.random() * SPREAD)
    return () => clearTimeout(timer)
  }, [outdated])
}
