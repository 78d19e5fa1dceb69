import { useTranslation } from 'react-i18next'
import { Button } from '#client/ui/Button.tsx'
import { toast } from '#client/ui/toast.ts'
import { dropUnfit, retryUnfit } from '../open-plan.ts'
import type { OpenDraft } from '../plan-desk.ts'
import styles from './History.module.css'
import { namesOf, stepWords } from './step-words.ts'

/** Steps of ours that no longer fit since another drew: each with its reason, to be tried again or given up. */
export function Unfit({ open }: { open: OpenDraft }) {
  const { t } = useTranslation('plan-tools')
  const { t: tp } = useTranslation('plan')
  if (open.unfit.length === 0) return null
  const names = namesOf(open.work)
  const reasonOf = (reason: string) =>
    reason === 'others-built-on-it' ? t('unfit.built') : tp(`refusal.${reason}`, { defaultValue: reason })
  return (
    <section className={styles.unfit} aria-labelledby="plan-unfit">
      <h2 id="plan-unfit">{t('unfit.title', { count: open.unfit.length })}</h2>
      <ul>
        {open.unfit.map((step, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same step may be listed twice
          <li key={index}>
            <strong>
              {step.undo
                ? t('unfit.undo', { step: stepWords(t, step.operation, names) })
                : stepWords(t, step.operation, names)}
            </strong>
            <p>{reasonOf(step.reason)}</p>
            {!step.undo && (
              <Button
                onClick={() => {
                  const refusal = retryUnfit(step)
                  if (refusal) toast(tp(`refusal.${refusal.reason}`), 'bad')
                }}
              >
                {t('unfit.retry')}
              </Button>
            )}
            <Button look="quiet" onClick={() => dropUnfit(step)}>
              {t('unfit.drop')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
