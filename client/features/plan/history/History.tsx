import { useTranslation } from 'react-i18next'
import type { OpenDraft } from '../plan-desk.ts'
import { Checkpoints } from './Checkpoints.tsx'
import styles from './History.module.css'
import { StepList } from './StepList.tsx'

/** What was done to the draft, to be walked, and the states that were given a name. */
export function History({ open }: { open: OpenDraft }) {
  const { t } = useTranslation('plan-tools')
  return (
    <>
      <section className={styles.part} aria-labelledby="plan-steps">
        <h2 id="plan-steps">{t('history.title', { count: open.work.steps.length })}</h2>
        <StepList open={open} />
      </section>
      <Checkpoints open={open} />
    </>
  )
}
