import { type FormEvent, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '#client/api.ts'
import { ActTold } from '#client/ui/act/ActTold.tsx'
import { useAct } from '#client/ui/act/use-act.ts'
import { Words } from '#client/ui/act/Words.tsx'
import { Button } from '#client/ui/Button.tsx'
import { PhotoPicker, type PickedPhoto } from '#client/ui/photos/PhotoPicker.tsx'
import { sendPhoto } from '#client/ui/photos/send-photo.ts'
import { usePhotoRefusal } from '#client/ui/photos/use-photo-refusal.ts'
import type { County } from '#domain/contract/county.ts'
import type { IssueSummary } from '#domain/contract/issue.ts'
import styles from './work.module.css'

export interface FinishFormProps {
  county: County
  issue: IssueSummary
  onCancel(): void
  onDone(issue: IssueSummary): void
}

/** The work is done: photos of how it looks now, and a few words. What was filled in stays until it was sent. */
export function FinishForm({ county, issue, onCancel, onDone }: FinishFormProps) {
  const { t } = useTranslation('work')
  const wordsOf = usePhotoRefusal()
  const heading = useId()
  const [photos, setPhotos] = useState<readonly PickedPhoto[]>([])
  const [note, setNote] = useState('')
  const [sendingPhotos, setSendingPhotos] = useState(false)
  const [failed, setFailed] = useState<string | null>(null)
  const busy = useRef(false)
  const { sending, send } = useAct(county.code, issue, onDone)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (busy.current) return
    busy.current = true
    setFailed(null)
    setSendingPhotos(true)
    let sent = photos
    try {
      for (const photo of photos) {
        if (photo.id !== null) continue
        const id = await sendPhoto(county.code, photo.blob)
        sent = sent.map((one) => (one.key === photo.key ? { ...one, id } : one))
        setPhotos(sent)
      }
      const words = note.trim()
      send(
        { kind: 'finish', ...(words === '' ? {} : { note: words }) },
        sent.flatMap((photo) => photo.id ?? []),
      )
    } catch (error) {
      setFailed(wordsOf(error instanceof ApiError ? error.code : 'internal-error'))
    } finally {
      busy.current = false
      setSendingPhotos(false)
    }
  }
  const under = sendingPhotos || sending.state === 'sending'
  return (
    <form className={styles.card} aria-labelledby={heading} onSubmit={(event) => void submit(event)}>
      <h2 id={heading}>{t('act:act.finish')}</h2>
      <PhotoPicker label={t('photosAfter')} photos={photos} onChange={setPhotos} />
      <Words
        label={t('act:field.noteOptional')}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      {failed && (
        <p role="alert" className={styles.wrong}>
          {failed}
        </p>
      )}
      <ActTold sending={sending} kind="finish" timeZone={county.timeZone} />
      <div className={styles.acts}>
        <Button onClick={onCancel}>{t('act:cancel')}</Button>
        <Button look="accent" type="submit" disabled={under} aria-busy={under}>
          {t(under ? 'act:sending' : 'act:press.finish')}
        </Button>
      </div>
    </form>
  )
}
