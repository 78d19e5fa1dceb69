import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '#client/api.ts'
import { Button } from '#client/ui/Button.tsx'
import { Dialog } from '#client/ui/Dialog.tsx'
import { toast } from '#client/ui/toast.ts'
import type { Plan } from '#domain/contract/plan.ts'
import { commonSteps } from '#domain/partition/same-operation.ts'
import styles from './ConflictDialog.module.css'
import { beginPlan, ourStepsOnTheirs, takeTheirs } from './open-plan.ts'
import type { OpenDraft } from './plan-desk.ts'
import { beginWork, operationsOf, performAll } from './work.ts'

/** Someone else changed the draft while steps of ours were unsent: says so, and gives three ways out that lose nothing unasked. */
export function ConflictDialog({ open, theirs, onOpen }: { open: OpenDraft; theirs: Plan; onOpen(id: string): void }) {
  const { t } = useTranslation('plan')
  const [later, setLater] = useState(false)
  const ours = operationsOf(open.work)
  const mine = ours.length - commonSteps(open.acknowledged.operations, ours)
  const joined = useMemo(() => ourStepsOnTheirs(open, theirs), [open, theirs])
  const copy = async () => {
    try {
      onOpen(await beginPlan(open.base.county, t('conflict.copyName', { name: open.plan.name }), open.plan.scope, ours))
      takeTheirs(open, theirs, performAll(beginWork(open.work.base), theirs.operations).work)
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      toast(t('conflict.copyFailed'), 'bad')
    }
  }
  if (later)
    return (
      <div className={styles.waiting} role="alert">
        <span>{t('conflict.waiting')}</span>
        <Button onClick={() => setLater(false)}>{t('conflict.solve')}</Button>
      </div>
    )
  return (
    <Dialog open title={t('conflict.title')} onClose={() => setLater(true)}>
      <p className={styles.words}>
        {t('conflict.words', { theirs: theirs.operations.length, mine, version: theirs.version })}
      </p>
      <div className={styles.ways}>
        <Button
          look="accent"
          reason={
            joined.refused ? t('conflict.cannotJoin', { reason: t(`refusal.${joined.refused.reason}`) }) : undefined
          }
          onClick={() => takeTheirs(open, theirs, joined.work)}
        >
          {t('conflict.join')}
        </Button>
        <Button onClick={() => void copy()}>{t('conflict.copy')}</Button>
        <Button onClick={() => takeTheirs(open, theirs, performAll(beginWork(open.work.base), theirs.operations).work)}>
          {t('conflict.theirs', { count: mine })}
        </Button>
      </div>
      {joined.refused && (
        <p className={styles.words}>{t('conflict.cannotJoin', { reason: t(`refusal.${joined.refused.reason}`) })}</p>
      )}
    </Dialog>
  )
}
