import { useEffect, useMemo, useState } from 'react'
import { call } from '#client/api.ts'
import { getCard } from '#domain/contract/card.ts'
import type { AreaSummary } from '#domain/contract/county.ts'

/** One step of the ladder of areas: street, community, grid, micro-grid. */
export interface Rung {
  code: string
  name: string
}

/** The ladder down to an area, from its street; grids are asked for, because the list of areas ends at communities. */
export function useLadder(county: string, code: string | null, areas: readonly AreaSummary[]): readonly Rung[] {
  const [told, setTold] = useState<readonly Rung[]>([])
  const listed = useMemo(() => ladderTo(code, areas), [code, areas])
  const unlisted = code !== null && areas.length > 0 && listed.length === 0

  useEffect(() => {
    if (!unlisted || code === null) return
    const stopped = new AbortController()
    const ask = (layer: 'grid' | 'micro_grid') =>
      call(getCard, { query: { county, layer, code }, signal: stopped.signal }).catch(() => null)
    void (async () => {
      const card = (await ask('grid')) ?? (await ask('micro_grid'))
      if (!stopped.signal.aborted) setTold(card ? [...card.ladder, { code, name: card.name }] : [{ code, name: code }])
    })()
    return () => stopped.abort()
  }, [county, code, unlisted])

  if (code === null) return none
  if (listed.length > 0) return listed
  return told.at(-1)?.code === code ? told : [{ code, name: code }]
}

const none: readonly Rung[] = []

/** From the street down; empty when the code is not in the list. */
function ladderTo(code: string | null, areas: readonly AreaSummary[]): readonly Rung[] {
  const ladder: Rung[] = []
  for (let at = code; at !== null; ) {
    const area = areas.find((known) => known.code === at)
    if (!area || area.level === 'county') break
    ladder.unshift({ code: area.code, name: area.name })
    at = area.parent
  }
  return ladder
}
