import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { hearLive } from '#client/state/live.ts'
import { useMe } from '#client/state/post.ts'
import { toast } from '#client/ui/toast.ts'
import { reopenPlan } from '../open-plan.ts'
import type { OpenDraft } from '../plan-desk.ts'
import { forgetLife, loadLife, usePlanLife } from './life-store.ts'
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
  useNewGround(open)
  useCommentPins()
  useChangeOverlay(open)
  return null
}

/** A plan published on the very day that the draft stands on changes its grids under it: it is opened anew on them. */
function useNewGround({ plan: { id, baseDate }, base: { county } }: OpenDraft): void {
  const { t } = useTranslation('plan-life')
  const latest = usePlanLife((store) => store.life?.publishedSince.findLast(({ day }) => day <= baseDate) ?? null)
  const name = latest?.name ?? ''
  const at = latest?.at ?? null
  const known = usePlanLife((store) => store.life !== null)
  const first = useRef<string | null | undefined>(undefined)
  useEffect(() => {
    if (!known) return
    if (first.current === undefined || first.current === at) {
      first.current = at
      return
    }
    toast(t('carry.reopened', { name }))
    void reopenPlan(county, id, new AbortController().signal)
  }, [known, at, name, county, id, t])
}
