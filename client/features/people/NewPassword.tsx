import { useTranslation } from 'react-i18next'
import { Button } from '#client/ui/Button.tsx'
import { Dialog } from '#client/ui/Dialog.tsx'
import { toast } from '#client/ui/toast.ts'
import type { Person } from '#domain/contract/account.ts'
import styles from './PersonDialog.module.css'

/** A password that is shown this once, to be handed over. */
export function NewPassword({ person, password, onClose }: { person: Person; password: string; onClose(): void }) {
  const { t } = useTranslation('people')
  const copy = async () => {
    const copied = await navigator.clipboard.writeText(password).then(
      () => true,
      () => false,
    )
    toast(t(copied ? 'copied' : 'notCopied'), copied ? 'good' : 'bad')
  }
  return (
    <Dialog
      open
      title={t('newPassword', { name: person.name })}
      onClose={onClose}
      actions={
        <>
          <Button onClick={() => void copy()}>{t('copy')}</Button>
          <Button look="accent" onClick={onClose}>
            {t('handedOver')}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <p>{t('newPasswordOnce')}</p>
        <dl className={styles.handOver}>
          <dt>{t('login')}</dt>
          <dd>{person.login}</dd>
          <dt>{t('password')}</dt>
          <dd>
            <code data-password>{password}</code>
          </dd>
        </dl>
      </div>
    </Dialog>
  )
}
