import { useEffect, useRef, useState } from 'react'
import { freshnessOf, rememberData, useLive } from '#client/state/live.ts'
import type { Figures } from '#domain/contract/figure.ts'
import type { IssueSummary } from '#domain/contract/issue.ts'
import type { Wall } from '#domain/contract/wall.ts'
import { keepSnapshot, readSnapshot, type Snapshot } from './snapshot.ts'

const KEEP_MILLISECONDS = 10_000

interface Shown {
  figures: Figures | null
  newest: readonly IssueSummary[] | null
  wall: Wall | null
}

/** Keeps what is shown while it is of now, and gives back what was kept by an earlier start; null before it is read and where there is none. */
export function useSnapshot(county: string, id: string, shown: Shown): Snapshot | null {
  const [snapshot, setSnapshot] = useState<Snapshot | null>(null)
  const latest = useRef(shown)
  latest.current = shown
  useEffect(() => {
    let gone = false
    void readSnapshot(county, id).then((kept) => {
      if (gone || kept === null) return
      rememberData(kept.dataAt)
      setSnapshot(kept)
    })
    const keep = () => {
      const { figures, newest, wall } = latest.current
      const live = useLive.getState()
      if (figures === null || newest === null || live.dataAt === null) return
      if (freshnessOf(live, Date.now()) === 'live')
        void keepSnapshot(county, id, { dataAt: live.dataAt, figures, newest, wall })
    }
    const timer = setInterval(keep, KEEP_MILLISECONDS)
    addEventListener('pagehide', keep)
    return () => {
      gone = true
      clearInterval(timer)
      removeEventListener('pagehide', keep)
      setSnapshot(null)
    }
  }, [county, id])
  return snapshot
}
