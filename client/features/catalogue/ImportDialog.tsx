import { useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { ApiError, call } from '#client/api.ts'
import { Button } from '#client/ui/Button.tsx'
import { Dialog } from '#client/ui/Dialog.tsx'
import { Spinner } from '#client/ui/Spinner.tsx'
import { toast } from '#client/ui/toast.ts'
import { importCategories } from '#domain/contract/category.ts'
import { Changes } from './Changes.tsx'
import styles from './ImportDialog.module.css'
import { Refusals } from './Refusals.tsx'

export interface ImportDialogProps {
  county: string
  csv: string
  onClose(): void
  onSaved(): Promise<void>
}

type Told =
  | { state: 'asking' }
  | { state: 'told'; answer: z.output<typeof importCategories.answer> }
  | { state: 'refused'; code: string }

/** Tells line by line what a file would change, and changes it when asked to. */
export function ImportDialog({ county, csv, onClose, onSaved }: ImportDialogProps) {
  const { t } = useTranslation('catalogue')
  const [told, setTold] = useState<Told>({ state: 'asking' })
  const [saving, setSaving] = useState(false)
  const send = useCallback(
    (dryRun: boolean) => call(importCategories, { query: { county }, body: { csv, dryRun } }),
    [county, csv],
  )
  const refuse = useCallback(
    (error: unknown) => setTold({ state: 'refused', code: error instanceof ApiError ? error.code : 'other' }),
    [],
  )
  useEffect(() => {
    send(true).then((answer) => setTold({ state: 'told', answer }), refuse)
  }, [send, refuse])
  const save = async () => {
    setSaving(true)
    try {
      const answer = await send(false)
      if (answer.saved) {
        toast(t('imported', { count: answer.changes.length }), 'good')
        await onSaved()
      } else setTold({ state: 'told', answer })
    } catch (error) {
      refuse(error)
    }
    setSaving(false)
  }
  const answer = told.state === 'told' ? told.answer : null
  const reason =
    answer === null
      ? t('asking')
      : answer.refusals.length > 0
        ? t('mendFirst')
        : answer.changes.length === 0
          ? t('nothingToSave')
          : undefined
  return (
    <Dialog
      open
      title={t('importTitle')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button look="accent" reason={reason} disabled={saving} onClick={save}>
            {t(saving ? 'savingNow' : 'importNow')}
          </Button>
        </>
      }
    >
      {told.state === 'asking' && <Spinner text={t('asking')} />}
      {told.state === 'refused' && (
        <p className={styles.refused} role="alert">
          {t([`refused.${told.code}`, 'refused.other'])}
        </p>
      )}
      {answer && (
        <div role="status">
          <p className={styles.sentence}>
            {answer.refusals.length > 0
              ? t('refusedLines', { count: answer.refusals.length })
              : t('changedLines', { rows: answer.rows, count: answer.changes.length })}
          </p>
          {answer.refusals.length > 0 ? <Refusals refusals={answer.refusals} /> : <Changes changes={answer.changes} />}
        </div>
      )}
    </Dialog>
  )
}
