import { useEffect, useState } from 'react'
import { call } from '#client/api.ts'
import { hearLive } from '#client/state/live.ts'
import { type Figures, getFigures } from '#domain/contract/figure.ts'

const MINUTE_MILLISECONDS = 60_000

/**
 * Key figures of a county, or of one of its streets or communities; the last ones stay while the server cannot be reached, and
 * until those of another area have come. Null before the first answer.
 */
export function useFigures(county: string | undefined, area: string | null = null): Figures | null {
  const [figures, setFigures] = useState<Figures | null>(null)
  useEffect(() => {
    if (county === undefined) return
    const stopped = new AbortController()
    let asking = false
    let again = false
    const ask = async () => {
      if (asking) {
        again = true
        return
      }
      asking = true
      // a failure is told by the line itself: the feed is cut as well, and the figures turn grey
      const answer = await call(getFigures, {
        query: { county, area: area ?? undefined },
        signal: stopped.signal,
      }).catch(() => null)
      asking = false
      if (stopped.signal.aborted) return
      if (answer !== null) setFigures(answer)
      if (again) {
        again = false
        void ask()
      }
    }
    void ask()
    const stopHearing = hearLive({ figures: () => void ask(), refetch: () => void ask() })
    // figures move with the clock alone: an hour becomes due, midnight passes
    const timer = setInterval(() => void ask(), MINUTE_MILLISECONDS)
    return () => {
      stopped.abort()
      stopHearing()
      clearInterval(timer)
    }
  }, [county, area])
  return county !== undefined && figures?.county === county ? figures : null
}
