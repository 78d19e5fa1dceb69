import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PhotoSide } from '#domain/contract/photo.ts'
import styles from './PhotoStrip.module.css'
import { PhotoViewer } from './PhotoViewer.tsx'
import { addressOfPhoto } from './photo-address.ts'

export interface StripPhoto {
  id: string
  width: number
  height: number
  /** Shows the trouble, or what was made of it: `sideOfPhoto(kind)` of the act that it came with. */
  side: PhotoSide
}

export interface PhotoStripProps {
  county: string
  photos: readonly StripPhoto[]
  /** The follow-up link of the report, for whoever has no post. */
  token?: string | undefined
  /** Offers to hide a part of a photo for good: for posts that have the issue. */
  mayHide?: boolean
}

const sides = ['before', 'after'] as const

/** Photos of an issue, before and after side by side; a press shows one large. Nothing where there are none. */
export function PhotoStrip({ county, photos, token, mayHide = false }: PhotoStripProps) {
  const { t } = useTranslation('photos')
  const [shown, setShown] = useState<number | null>(null)
  const [changes, setChanges] = useState(0)
  if (photos.length === 0) return null
  const split = photos.some((photo) => photo.side === 'after') && photos.some((photo) => photo.side === 'before')
  return (
    <div className={styles.strip} data-split={split || undefined}>
      {sides.map((side) => {
        const own = photos.filter((photo) => photo.side === side)
        if (own.length === 0) return null
        return (
          <figure key={side} className={styles.side}>
            <figcaption>{t(side, { count: own.length })}</figcaption>
            <ul>
              {own.map((photo, index) => (
                <li key={photo.id}>
                  <button
                    type="button"
                    className={styles.photo}
                    onClick={() => setShown(photos.indexOf(photo))}
                    aria-label={t(`open.${side}`, { number: index + 1, count: own.length })}
                  >
                    <img
                      src={addressOfPhoto({ county, id: photo.id, size: 'thumb', token, changes })}
                      alt=""
                      loading="lazy"
                    />
                  </button>
                </li>
              ))}
            </ul>
          </figure>
        )
      })}
      <PhotoViewer
        county={county}
        photos={photos}
        at={shown}
        token={token}
        mayHide={mayHide}
        onShow={setShown}
        onHidden={() => setChanges((count) => count + 1)}
      />
    </div>
  )
}
