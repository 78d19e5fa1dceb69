import { useEffect, useState } from 'react'
import { call } from '#client/api.ts'
import { type AreaSummary, listAreas } from '#domain/contract/county.ts'
import { getPlanBase } from '#domain/contract/plan.ts'

const none: readonly never[] = []

/** Streets and communities of a county; none before they are read. */
export function useAreas(county: string): readonly AreaSummary[] {
  const [areas, setAreas] = useState<readonly AreaSummary[]>(none)
  useEffect(() => {
    const stopped = new AbortController()
    void call(listAreas, { query: { county }, signal: stopped.signal }).then(
      (answer) => setAreas(answer.areas),
      () => undefined,
    )
    return () => stopped.abort()
  }, [county])
  return areas
}

export interface GridName {
  code: string
  name: string
}

/** Grids of one community, by code; null before they are read, none without a community. */
export function useGrids(county: string, community: string | null): readonly GridName[] | null {
  const [read, setRead] = useState<{ community: string; grids: readonly GridName[] } | null>(null)
  useEffect(() => {
    if (community === null) return
    const stopped = new AbortController()
    void call(getPlanBase, { query: { county, scope: community }, signal: stopped.signal }).then(
      ({ grids }) =>
        // the neighbours' grids come along
        setRead({ community, grids: grids.filter((grid) => grid.community === community) }),
      () => undefined,
    )
    return () => stopped.abort()
  }, [county, community])
  if (community === null) return none
  return read?.community === community ? read.grids : null
}
