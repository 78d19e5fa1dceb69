import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#client/api.ts'
import { Button } from '#client/ui/Button.tsx'
import { Dialog } from '#client/ui/Dialog.tsx'
import { toast } from '#client/ui/toast.ts'
import { type MaskRectangle, maskPhoto } from '#domain/contract/photo.ts'
import { HideEditor } from './HideEditor.tsx'
import type { StripPhoto } from './PhotoStrip.tsx'
import styles from './PhotoViewer.module.css'
import { addressOfPhoto } from './photo-address.ts'

export interface PhotoViewerProps {
  county: string
  photos: readonly StripPhoto[]
  /** Which one is shown; null none. */
  at: number | null
  token: string | undefined
  mayHide: boolean
  onShow(at: number | null): void
  /** A part was hidden. */
  onHidden(): void
}

/** One photo large, arrows to the next; whoever may, draws over a face or a plate. */
export function PhotoViewer({ county, photos, at, token, mayHide, onShow, onHidden }: PhotoViewerProps) {
  const { t } = useTranslation('photos')
  const [hiding, setHiding] = useState(false)
  const [changes, setChanges] = useState(0)
  const photo = at === null ? undefined : photos[at]
  const step = (by: number) => at !== null && onShow((at + by + photos.length) % photos.length)

  useEffect(() => {
    if (at === null || hiding) return
    const heard = (event: KeyboardEvent) => {
      if (event.key === 'ArrowRight') onShow((at + 1) % photos.length)
      if (event.key === 'ArrowLeft') onShow((at - 1 + photos.length) % photos.length)
    }
    window.addEventListener('keydown', heard)
    return () => window.removeEventListener('keydown', heard)
  }, [at, hiding, photos.length, onShow])

  const close = () => {
    setHiding(false)
    onShow(null)
  }
  const hide = async (rectangles: MaskRectangle[]) => {
    if (photo === undefined) return
    try {
      await call(maskPhoto, { params: { id: photo.id }, query: { county }, body: { rectangles } })
      setHiding(false)
      setChanges((count) => count + 1)
      onHidden()
      toast(t('hidden'), 'good')
    } catch {
      toast(t('notHidden'), 'bad')
    }
  }

  const address = photo && addressOfPhoto({ county, id: photo.id, size: 'full', token, changes })
  const title = photo && t(`title.${photo.side}`, { number: (at ?? 0) + 1, count: photos.length })
  return (
    <Dialog
      open={photo !== undefined}
      title={title}
      onClose={close}
      actions={
        photo &&
        !hiding && (
          <>
            {mayHide && <Button onClick={() => setHiding(true)}>{t('hide')}</Button>}
            {photos.length > 1 && (
              <>
                <Button onClick={() => step(-1)}>{t('previous')}</Button>
                <Button onClick={() => step(1)}>{t('next')}</Button>
              </>
            )}
          </>
        )
      }
    >
      {photo && address && hiding && (
        <HideEditor source={address} warning={t('forGood')} onDone={hide} onCancel={() => setHiding(false)} />
      )}
      {photo && address && !hiding && (
        <img
          key={address}
          className={styles.large}
          src={address}
          alt={title}
          width={photo.width}
          height={photo.height}
        />
      )}
    </Dialog>
  )
}
