import { useTranslation } from 'react-i18next'
import { openAccount, usePost } from '#client/state/post.ts'
import { Button } from '#client/ui/Button.tsx'
import { Dialog } from '#client/ui/Dialog.tsx'
import type { County } from '#domain/contract/county.ts'
import type { PlanSummary } from '#domain/contract/plan.ts'
import { PrintForm } from './PrintForm.tsx'
import { PrintProgress } from './PrintProgress.tsx'
import styles from './print.module.css'
import type { Print } from './use-print.ts'

export interface PrintDialogProps {
  county: County
  plan: PlanSummary | null
  /** Code of the area that is printed; '' while the dialog is closed. */
  scope: string
  print: Print
  onScope(scope: string): void
  onClose(): void
}

/** What to print, of where; then how far it is, and the file. Names of workers are printed by people with a post alone. */
export function PrintDialog({ county, plan, scope, print, onScope, onClose }: PrintDialogProps) {
  const { t } = useTranslation('plan-print')
  const post = usePost(county.code)
  const { printing } = print
  return (
    <Dialog open={scope !== ''} title={t('title')} onClose={onClose}>
      <div className={styles.dialog}>
        {post === null ? (
          <>
            <p>{t('signInWords')}</p>
            <Button
              look="accent"
              onClick={() => {
                onClose()
                openAccount()
              }}
            >
              {t('signIn')}
            </Button>
          </>
        ) : printing.state === 'run' ? (
          <PrintProgress county={county.code} run={printing.run} onCancel={print.cancel} onAgain={print.forget} />
        ) : (
          <PrintForm
            county={county.code}
            plan={plan}
            scope={scope}
            busy={printing.state === 'asked'}
            refused={printing.state === 'refused' ? printing.code : null}
            onScope={onScope}
            onStart={print.start}
          />
        )}
      </div>
    </Dialog>
  )
}
