import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { hearLive } from '#client/state/live.ts'
import { toast } from '#client/ui/toast.ts'
import { openDraft } from './plan-desk.ts'
import { meetTheirs, sendDraft } from './save-draft.ts'

/** Follows what others do to the open draft: their steps appear by themselves while ours are all sent; else we meet them. */
export function useOthersSteps(): void {
  const { t } = useTranslation('plan')
  useEffect(() => {
    const look = async (version: number) => {
      const open = openDraft()
      if (!open || version <= open.acknowledged.version || open.saving.state === 'saving') return
      const fresh = await meetTheirs(open.plan.id)
      if (fresh > 0) toast(t('others', { count: fresh }))
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
