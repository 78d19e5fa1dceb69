import { useEffect, useMemo } from 'react'
import { useMapView } from '#client/map/use-map-view.ts'
import { useTokens } from '#client/ui/heat/use-tokens.ts'
import type { AreaFeature } from '#domain/contract/area-ground.ts'
import { useNumbers } from '../use-numbers.ts'
import type { AreaRow } from './area-rows.ts'
import { shareData, shareOverlay, shareWordsOverlay } from './share.layer.ts'

const OVERLAY = 'circle-share'
const WORDS = 'circle-share-words'
const tokens = ['--more-5', '--more-3', '--even', '--less-3', '--less-5', '--text', '--surface', '--live'] as const

/** Draws the share of every row on its ground, and the border of the one that is pointed at; null draws nothing. */
export function useShareOverlay(
  ground: readonly AreaFeature[] | null,
  rows: readonly AreaRow[] | null,
  pointed: string | null,
): void {
  const view = useMapView()
  const numbers = useNumbers()
  const [worst, poor, middle, good, best, text, surface, live] = useTokens(tokens)
  const colors = useMemo(
    () => ({
      ramp: [worst ?? '', poor ?? '', middle ?? '', good ?? '', best ?? ''] as const,
      text: text ?? '',
      ground: surface ?? '',
      live: live ?? '',
    }),
    [worst, poor, middle, good, best, text, surface, live],
  )
  const data = useMemo(() => {
    if (!ground || !rows) return null
    const shares = new Map(rows.map(({ code, share }) => [code, share]))
    return shareData(ground, (code) => shares.get(code) ?? null, numbers.percent)
  }, [ground, rows, numbers])
  useEffect(() => view.setOverlay(OVERLAY, data && shareOverlay(data, pointed, colors)), [view, data, pointed, colors])
  useEffect(() => view.setOverlay(WORDS, data && shareWordsOverlay(data, colors)), [view, data, colors])
  useEffect(
    () => () => {
      for (const overlay of [OVERLAY, WORDS]) view.setOverlay(overlay, null)
    },
    [view],
  )
}
