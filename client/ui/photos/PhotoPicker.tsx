import { useEffect, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newKey } from '#client/ui/act/new-key.ts'
import { Button } from '#client/ui/Button.tsx'
import { Dialog } from '#client/ui/Dialog.tsx'
import { type MaskRectangle, MOST_PHOTOS } from '#domain/contract/photo.ts'
import { HideEditor } from './HideEditor.tsx'
import styles from './PhotoPicker.module.css'
import { preparePhoto } from './prepare-photo.ts'

/** A photo that lies on this machine. */
export interface PickedPhoto {
  /** Its name here. */
  key: string
  blob: Blob
  /** Its id once it was sent; null before. */
  id: string | null
}

export interface PhotoPickerProps {
  label: string
  photos: readonly PickedPhoto[]
  onChange(photos: readonly PickedPhoto[]): void
}

/** Photos from the camera or the album; a face or a plate is hidden here, before anything is sent. */
export function PhotoPicker({ label, photos, onChange }: PhotoPickerProps) {
  const { t } = useTranslation('photos')
  const input = useId()
  const [unreadable, setUnreadable] = useState(0)
  const [busy, setBusy] = useState(false)
  const [hiding, setHiding] = useState<PickedPhoto | null>(null)
  const room = MOST_PHOTOS - photos.length

  const add = async (files: readonly File[]) => {
    setBusy(true)
    const taken: PickedPhoto[] = []
    let failed = 0
    for (const file of files.slice(0, room)) {
      const blob = await preparePhoto(file)
      if (blob === null) failed += 1
      else taken.push({ key: newKey(), blob, id: null })
    }
    setUnreadable(failed)
    setBusy(false)
    onChange([...photos, ...taken])
  }
  const hide = async (photo: PickedPhoto, rectangles: readonly MaskRectangle[]) => {
    const blob = await preparePhoto(photo.blob, rectangles)
    setHiding(null)
    if (blob === null) return
    // what was sent before still shows it: it is sent anew
    onChange(photos.map((one) => (one.key === photo.key ? { key: newKey(), blob, id: null } : one)))
  }

  return (
    <div className={styles.picker}>
      <div className={styles.top}>
        <label
          htmlFor={input}
          className={styles.choose}
          data-full={room === 0 || undefined}
          aria-disabled={room === 0 || undefined}
        >
          {label}
        </label>
        <input
          id={input}
          type="file"
          accept="image/*"
          multiple
          disabled={room === 0 || busy}
          className={styles.file}
          onChange={(event) => {
            const chosen = [...(event.currentTarget.files ?? [])]
            event.currentTarget.value = ''
            void add(chosen)
          }}
        />
        <span className={styles.count}>{t('count', { count: photos.length, most: MOST_PHOTOS })}</span>
      </div>
      {unreadable > 0 && (
        <p role="alert" className={styles.bad}>
          {t('unreadable', { count: unreadable })}
        </p>
      )}
      {photos.length > 0 && (
        <ul className={styles.list}>
          {photos.map((photo, index) => (
            <li key={photo.key}>
              <LocalPhoto blob={photo.blob} label={t('picked', { number: index + 1 })} />
              <Button onClick={() => setHiding(photo)} aria-label={t('hideOf', { number: index + 1 })}>
                {t('hideShort')}
              </Button>
              <Button
                look="quiet"
                aria-label={t('removeOf', { number: index + 1 })}
                onClick={() => onChange(photos.filter((one) => one !== photo))}
              >
                {t('remove')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <Dialog open={hiding !== null} title={t('hide')} onClose={() => setHiding(null)}>
        {hiding && (
          <LocalAddress blob={hiding.blob}>
            {(address) => (
              <HideEditor
                source={address}
                warning={t('beforeSending')}
                onDone={(rectangles) => void hide(hiding, rectangles)}
                onCancel={() => setHiding(null)}
              />
            )}
          </LocalAddress>
        )}
      </Dialog>
    </div>
  )
}

function LocalPhoto({ blob, label }: { blob: Blob; label: string }) {
  return <LocalAddress blob={blob}>{(address) => <img src={address} alt={label} />}</LocalAddress>
}

/** An address for what lies on this machine, as long as it is shown. */
function LocalAddress({ blob, children }: { blob: Blob; children(address: string): React.ReactNode }) {
  const [address, setAddress] = useState<string | null>(null)
  useEffect(() => {
    const made = URL.createObjectURL(blob)
    setAddress(made)
    return () => URL.revokeObjectURL(made)
  }, [blob])
  return address === null ? null : children(address)
}
