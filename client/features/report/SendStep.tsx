import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#client/ui/Button.tsx'
import { Field } from '#client/ui/Field.tsx'
import { PhotoPicker } from '#client/ui/photos/PhotoPicker.tsx'
import type { County } from '#domain/contract/county.ts'
import { KnownIssues } from './KnownIssues.tsx'
import styles from './ReportPage.module.css'
import type { ReportDraft } from './report-draft.ts'
import { useKnownIssues } from './use-known-issues.ts'
import type { Report } from './use-report.ts'

/** Third: photos, a number if one likes, a look at what is known nearby; then off it goes. */
export function SendStep({ county, draft, report }: { county: County; draft: ReportDraft; report: Report }) {
  const { t } = useTranslation('report')
  const { change, send, sending, restart } = report
  const known = useKnownIssues(county.code, draft.category, draft.position)
  const [wrongPhone, setWrongPhone] = useState(false)
  const gone = sending.state === 'sending' || sending.state === 'waiting'

  const submit = (form: HTMLFormElement) => {
    const right = form.checkValidity()
    setWrongPhone(!right)
    if (right) send()
  }
  return (
    <form
      noValidate
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        submit(event.currentTarget)
      }}
    >
      <p className={styles.where}>
        {[draft.title, draft.place, draft.where].filter((words) => words !== '').join(' · ')}
      </p>
      <fieldset className={styles.plain} disabled={gone}>
        <PhotoPicker label={t('photos:choose')} photos={draft.photos} onChange={(photos) => change({ photos })} />
        <Field
          type="tel"
          inputMode="tel"
          autoComplete="tel"
          label={t('phone')}
          hint={t('phoneHint')}
          maxLength={21}
          pattern="[+0-9][0-9 \-]{4,20}"
          value={draft.phone}
          error={wrongPhone ? t('missing.phone') : undefined}
          onChange={(event) => change({ phone: event.currentTarget.value })}
        />
      </fieldset>
      {!gone && <KnownIssues county={county} known={known} onJoined={restart} />}
      {sending.state === 'waiting' && (
        <p className={styles.waiting} role="status">
          {t('waiting')}
        </p>
      )}
      <div className={styles.buttons}>
        <Button disabled={gone} onClick={() => change({ step: 'what' })}>
          {t('back')}
        </Button>
        <Button
          look="accent"
          type="submit"
          aria-busy={sending.state === 'sending'}
          disabled={sending.state === 'sending'}
        >
          {sending.state === 'sending'
            ? t('sending')
            : sending.state === 'waiting'
              ? t('sendNow')
              : t(known.length > 0 ? 'sendAnyway' : 'send')}
        </Button>
      </div>
    </form>
  )
}
