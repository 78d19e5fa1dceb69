import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#client/api.ts'
import { hearLive } from '#client/state/live.ts'
import { toast } from '#client/ui/toast.ts'
import { getPlan } from '#domain/contract/plan.ts'
import { takeTheirs } from './open-plan.ts'
import { openDraft } from './plan-desk.ts'
import { differenceOf, meetTheirs, sendDraft } from './save-draft.ts'
import { beginWork, operationsOf, performAll } from './work.ts'

/** Follows what others do to the open draft: their steps appear by themselves while ours are all sent; else we meet them. */
export function useOthersSteps(): void {
  const { t } = useTranslation('plan')
  useEffect(() => {
    const look = async (version: number) => {
      const open = openDraft()
      if (!open || version <= open.acknowledged.version || open.saving.state === 'saving') return
      if (differenceOf(open.acknowledged, operationsOf(open.work))) return meetTheirs(open.plan.id)
      const theirs = await call(getPlan, { params: { plan: open.plan.id }, query: { county: open.base.county } })
      const now = openDraft()
      if (now?.plan.id !== theirs.id || theirs.version <= now.acknowledged.version) return
      if (now.work !== open.work) return meetTheirs(theirs.id)
      takeTheirs(now, theirs, performAll(beginWork(now.work.base), theirs.operations).work)
      toast(t('others'))
    }
    const quietly = (version: number) => void look(version).catch(() => undefined)
    const online = () => void sendDraft()
    window.addEventListener('online', online)
    const stop = hearLive({
      change: ({ kind, id, version }) => {
        if (kind === 'plan' && id === openDraft()?.plan.id) quietly(version)
      },
      refetch: () => quietly(Number.POSITIVE_INFINITY),
    })
    return () => {
      window.removeEventListener('online', online)
      stop()
    }
  }, [t])
}
