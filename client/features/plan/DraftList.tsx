import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '#client/state/view.ts'
import { Button } from '#client/ui/Button.tsx'
import type { PlanSummary } from '#domain/contract/plan.ts'
import styles from './DraftList.module.css'

export interface DraftListProps {
  plans: readonly PlanSummary[]
  timeZone: string
  onOpen(id: string): void
  onRemove(plan: PlanSummary): void
}

/** Plans of the county, the latest changed first, with where they stand; removing a draft asks again on the spot. */
export function DraftList({ plans, timeZone, onOpen, onRemove }: DraftListProps) {
  const { t } = useTranslation('plan')
  const { t: life } = useTranslation('plan-life')
  const language = useLanguage()
  const [asking, setAsking] = useState<string | null>(null)
  const moment = useMemo(
    () =>
      new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
        timeZone,
        month: 'short',
        day: 'numeric',
        hour: '2-digit',
        minute: '2-digit',
      }),
    [language, timeZone],
  )
  return (
    <ul className={styles.list}>
      {plans.map((plan) => (
        <li key={plan.id}>
          <button type="button" className={styles.open} onClick={() => onOpen(plan.id)}>
            <strong>{plan.name}</strong>
            <small>
              {plan.state !== 'draft' && <b>{life(`state.${plan.state}`)} · </b>}
              {t('start.line', {
                scope: plan.scopeName,
                count: plan.steps,
                moment: moment.format(new Date(plan.updatedAt)),
              })}
            </small>
          </button>
          {asking === plan.id ? (
            <>
              <Button look="danger" autoFocus onClick={() => onRemove(plan)}>
                {t('start.removeYes')}
              </Button>
              <Button look="quiet" onClick={() => setAsking(null)}>
                {t('cancel')}
              </Button>
            </>
          ) : plan.state === 'draft' ? (
            <Button
              look="quiet"
              aria-label={t('start.removeOne', { name: plan.name })}
              onClick={() => setAsking(plan.id)}
            >
              {t('start.remove')}
            </Button>
          ) : null}
        </li>
      ))}
    </ul>
  )
}
