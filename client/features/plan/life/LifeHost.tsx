import { useEffect } from 'react'
import { hearLive } from '#client/state/live.ts'
import { useMe } from '#client/state/post.ts'
import type { OpenDraft } from '../plan-desk.ts'
import { forgetLife, loadLife } from './life-store.ts'
import { useChangeOverlay } from './use-change-overlay.ts'
import { useCommentPins } from './use-comment-pins.ts'

/** Keeps what is known of the open plan's life, follows what others do to it, and shows comments and changes on the map. */
export function LifeHost({ open }: { open: OpenDraft }) {
  const me = useMe()
  const { id } = open.plan
  const { county } = open.base
  const post = me?.post.person ?? null

  // whoever signs in may do more: what is offered is asked anew
  // biome-ignore lint/correctness/useExhaustiveDependencies: the answer hangs on who asks
  useEffect(() => {
    const gone = new AbortController()
    const load = () => void loadLife(county, id, gone.signal)
    load()
    const stop = hearLive({
      change: (change) => {
        // rules that became others are told like ground: other acts may be offered
        if (change.kind === 'layer' || (change.kind === 'plan' && change.id === id)) load()
      },
      refetch: load,
    })
    return () => {
      gone.abort()
      stop()
    }
  }, [county, id, post])
  useEffect(() => forgetLife, [])
  useCommentPins()
  useChangeOverlay(open)
  return null
}
