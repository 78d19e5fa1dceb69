import { useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError, call } from '#client/api.ts'
import { Button } from '#client/ui/Button.tsx'
import { Dialog } from '#client/ui/Dialog.tsx'
import { Spinner } from '#client/ui/Spinner.tsx'
import { toast } from '#client/ui/toast.ts'
import { type CalendarYear, type ClocksMoved, putCalendar } from '#domain/contract/calendar.ts'
import { type DayEdits, daysOfEdits } from './calendar-edit.ts'
import { MovedClocks } from './MovedClocks.tsx'
import styles from './SaveDialog.module.css'

export interface SaveDialogProps {
  calendar: CalendarYear
  edits: DayEdits
  /** Null: the hours stay. */
  slots: CalendarYear['slots'] | null
  onClose(): void
  onSaved(): void
  /** Somebody else has changed the calendar: it must be read again; what it does is told anew then. */
  onStale(): void
}

type Told = { state: 'asking' } | { state: 'told'; clocks: ClocksMoved } | { state: 'refused'; code: string }

/** Tells what a change does to open clocks, and saves it when asked to. */
export function SaveDialog({ calendar, edits, slots, onClose, onSaved, onStale }: SaveDialogProps) {
  const { t } = useTranslation('calendar')
  const [told, setTold] = useState<Told>({ state: 'asking' })
  const [saving, setSaving] = useState(false)
  const put = useCallback(
    (dryRun: boolean) =>
      call(putCalendar, {
        query: { county: calendar.county },
        body: { version: calendar.version, days: daysOfEdits(edits), dryRun, ...(slots === null ? {} : { slots }) },
      }),
    [calendar, edits, slots],
  )
  const stale = useRef(onStale)
  stale.current = onStale
  const refuse = useCallback(
    (error: unknown) => {
      const code = error instanceof ApiError ? error.code : 'internal-error'
      setTold({ state: 'refused', code })
      if (code !== 'calendar-changed') return
      toast(t('refused.calendar-changed'), 'bad')
      stale.current()
    },
    [t],
  )
  useEffect(() => {
    put(true).then(({ clocks }) => setTold({ state: 'told', clocks }), refuse)
  }, [put, refuse])
  const save = () => {
    setSaving(true)
    put(false).then(
      ({ clocks }) => {
        toast(t('saved', { count: clocks.later + clocks.earlier }), 'good')
        onSaved()
      },
      (error: unknown) => {
        setSaving(false)
        refuse(error)
      },
    )
  }
  return (
    <Dialog
      open
      title={t('saveTitle')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button look="accent" disabled={told.state !== 'told' || saving} onClick={save}>
            {t(saving ? 'savingNow' : 'saveNow')}
          </Button>
        </>
      }
    >
      <ul className={styles.edits}>
        {daysOfEdits(edits).map(({ day, working, name }) => (
          <li key={day}>
            <strong>{day}</strong> {t(`edit.${working === null ? 'country' : working ? 'working' : 'rest'}`)} {name}
          </li>
        ))}
        {slots !== null && <li>{t('edit.hours')}</li>}
      </ul>
      {told.state === 'asking' && <Spinner text={t('asking')} />}
      {told.state === 'refused' && (
        <p className={styles.refused} role="alert">
          {t([`refused.${told.code}`, 'refused.other'])}
        </p>
      )}
      {told.state === 'told' && <MovedClocks clocks={told.clocks} />}
    </Dialog>
  )
}
