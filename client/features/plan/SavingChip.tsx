import { useTranslation } from 'react-i18next'
import { Button } from '#client/ui/Button.tsx'
import type { OpenDraft } from './plan-desk.ts'
import styles from './SavingChip.module.css'
import { sendDraft } from './save-draft.ts'

/** Where the draft stands: its step, and whether the server has it. Never claims more than is known. */
export function SavingChip({ open }: { open: OpenDraft }) {
  const { t } = useTranslation('plan')
  const { t: life } = useTranslation('plan-life')
  const { saving, work, acknowledged } = open
  const unsent = Math.max(0, work.steps.length - acknowledged.operations.length)
  const state = saving.state === 'offline' && !saving.kept ? 'offlineLoose' : saving.state
  return (
    <span className={styles.chip} data-state={saving.state} role="status">
      <i aria-hidden="true" />
      {t('chip.step', { count: work.steps.length, state: life(`state.${open.plan.state}`) })}
      <b>{t(`saving.${state}`, { count: unsent })}</b>
      {saving.state === 'offline' && (
        <Button look="quiet" onClick={() => void sendDraft()}>
          {t('saving.now')}
        </Button>
      )}
    </span>
  )
}
