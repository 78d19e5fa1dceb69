import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { openAccount, usePost } from '#client/state/post.ts'
import { Button } from '#client/ui/Button.tsx'
import { Dialog } from '#client/ui/Dialog.tsx'
import { PhotoPicker, type PickedPhoto } from '#client/ui/photos/PhotoPicker.tsx'
import type { County } from '#domain/contract/county.ts'
import type { IssueStanding, IssueSummary } from '#domain/contract/issue.ts'
import type { ActRequestKind } from '#domain/issue/act-request.ts'
import { ActFields } from './ActFields.tsx'
import { ActTold } from './ActTold.tsx'
import styles from './act.module.css'
import { type ActDraft, type ActField, emptyDraft, requestOf } from './act-draft.ts'
import { ladderOf, reachesFrom } from './reachable.ts'
import { useAct } from './use-act.ts'
import { useFirstField } from './use-first-field.ts'

/** Acts that are often told best by a photo. */
const withPhotos: readonly ActRequestKind[] = ['finish', 'check', 'return', 'note']

export interface ActDialogProps {
  county: County
  kind: ActRequestKind
  issue: IssueSummary
  standing: IssueStanding | null
  onClose(): void
  /** Hears the issue as it has become. */
  onDone(issue: IssueSummary): void
}

/** One act on one issue: what it asks for, what came of it, and what was typed kept until it is done. */
export default function ActDialog({ county, kind, issue: first, standing, onClose, onDone }: ActDialogProps) {
  const { t } = useTranslation('act')
  const post = usePost(county.code)
  const form = useId()
  const [draft, setDraft] = useState<ActDraft>(() => draftFor(first, standing))
  const [photos, setPhotos] = useState<readonly PickedPhoto[]>([])
  const [missing, setMissing] = useState<ActField | null>(null)
  const { sending, issue, send } = useAct(county.code, first, onDone)
  const busy = sending.state === 'sending'
  const offer = sending.state === 'changed' ? sending.now.offers.find((one) => one.kind === kind) : null
  const refusedNow = sending.state === 'changed' && offer?.refused !== null

  const element = useFirstField()

  const submit = () => {
    const made = requestOf(kind, issue.state, draft, county.timeZone)
    setMissing(made.ok ? null : made.missing)
    if (made.ok) send(made.act, photos)
  }
  return (
    <Dialog
      open
      title={t('title', { act: t(`act.${kind}`), number: issue.number })}
      onClose={onClose}
      actions={
        <>
          <Button look="quiet" onClick={onClose}>
            {t('cancel')}
          </Button>
          {sending.state === 'refused' && sending.reason === 'sign-in-needed' && (
            <Button onClick={() => openAccount()}>{t('signIn')}</Button>
          )}
          <Button type="submit" form={form} look="accent" disabled={refusedNow} aria-busy={busy}>
            {t(busy ? 'sending' : sending.state === 'changed' ? 'sendAnyway' : `press.${kind}`)}
          </Button>
        </>
      }
    >
      <form
        ref={element}
        id={form}
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
          event.preventDefault()
          submit()
        }}
      >
        <p className={styles.about}>{[issue.title, issue.place].filter((words) => words !== '').join(' · ')}</p>
        <p className={styles.hint}>{t(`hint.${kind}`, { defaultValue: '' })}</p>
        <ActFields
          county={county}
          kind={kind}
          draft={draft}
          state={issue.state}
          issue={issue}
          ladder={ladderOf(county.code, issue)}
          missing={missing}
          acceptsUnit={kind === 'assign' && post ? reachesFrom(post, county.code, issue) : undefined}
          onChange={(part) => setDraft((before) => ({ ...before, ...part }))}
        />
        {withPhotos.includes(kind) && <PhotoPicker label={t('field.photos')} photos={photos} onChange={setPhotos} />}
        <ActTold sending={sending} kind={kind} timeZone={county.timeZone} />
      </form>
    </Dialog>
  )
}

/** What is known already stands in its field. */
function draftFor(issue: IssueSummary, standing: IssueStanding | null): ActDraft {
  return { ...emptyDraft, category: issue.category, condition: standing?.condition ?? '' }
}
