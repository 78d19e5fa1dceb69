import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#client/ui/Button.tsx'
import { Dialog } from '#client/ui/Dialog.tsx'
import { Field } from '#client/ui/Field.tsx'
import { changeLimits } from '#domain/contract/change.ts'
import styles from './ScenarioBar.module.css'

export interface NameDialogProps {
  title: string
  name: string
  /** Why the last try failed; '' when there was none. */
  failed: string
  /** Resolves to whether it worked. */
  onName(name: string): Promise<boolean>
  onClose(): void
}

/** Asks for a scenario's name. */
export function NameDialog({ title, name, failed, onName, onClose }: NameDialogProps) {
  const { t } = useTranslation('circle')
  const [typed, setTyped] = useState(name)
  const [busy, setBusy] = useState(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (typed.trim() === '') return
    setBusy(true)
    const done = await onName(typed.trim())
    setBusy(false)
    if (done) onClose()
  }
  return (
    <Dialog open title={title} onClose={onClose}>
      <form className={styles.form} onSubmit={(event) => void submit(event)}>
        <Field
          label={t('scenario.name')}
          autoFocus
          maxLength={changeLimits.nameLength}
          value={typed}
          placeholder={t('scenario.nameHint')}
          error={failed === '' ? undefined : failed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Button
          type="submit"
          look="accent"
          disabled={busy}
          reason={typed.trim() === '' ? t('scenario.nameNeeded') : undefined}
        >
          {t('scenario.save')}
        </Button>
      </form>
    </Dialog>
  )
}
