import { useEffect, useState } from 'react'
import { ApiError, call } from '#client/api.ts'
import { hearLive } from '#client/state/live.ts'
import type { Selection } from '#client/state/selection.ts'
import { type Card, cardLayer, getCard } from '#domain/contract/card.ts'

/** A card whose counts may have changed is asked for again at most this often. */
const LIVE_MILLISECONDS = 5_000

export type CardState =
  | { state: 'loading' }
  | { state: 'failed'; code: string; retry: () => void }
  | { state: 'ready'; card: Card }

/** The card of what is selected, kept of now while it is open; null when nothing with a card is selected. */
export function useCard(county: string | null, selection: Selection | null): CardState | null {
  const [card, setCard] = useState<CardState>({ state: 'loading' })
  const layer = cardLayer.safeParse(selection?.layer).data ?? null
  const code = selection?.code ?? ''

  useEffect(() => {
    if (county === null || layer === null) return
    const stopped = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined
    const load = async () => {
      timer = undefined
      try {
        const answer = await call(getCard, { query: { county, layer, code }, signal: stopped.signal })
        setCard({ state: 'ready', card: answer })
      } catch (error) {
        if (stopped.signal.aborted) return
        setCard({
          state: 'failed',
          code: error instanceof ApiError ? error.code : 'internal-error',
          retry: () => void load(),
        })
      }
    }
    const later = () => {
      timer ??= setTimeout(load, LIVE_MILLISECONDS)
    }
    setCard((before) =>
      before.state === 'ready' && before.card.layer === layer && before.card.code === code
        ? before
        : { state: 'loading' },
    )
    void load()
    const silence = hearLive({
      change: ({ kind, id }) => {
        if (kind !== 'issue' || layer === 'building' || layer === 'station') return
        if (layer !== 'issue') later()
        else if (id === code) void load()
      },
      refetch: later,
    })
    return () => {
      silence()
      clearTimeout(timer)
      stopped.abort()
    }
  }, [county, layer, code])
  return layer === null ? null : card
}
