import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#client/ui/Button.tsx'
import { Dialog } from '#client/ui/Dialog.tsx'
import { Segmented } from '#client/ui/Segmented.tsx'
import { type PaperSize, type PictureFormat, paperSizes, pictureFormats } from './paper.ts'
import type { PictureWords } from './picture.types.ts'
import { useHeatPicture } from './use-heat-picture.ts'

export interface HeatPictureButtonProps {
  words: PictureWords
}

/** A button that saves the map as seen as a picture to print, with title, legend, scale, north and source, as PNG or PDF. */
export function HeatPictureButton({ words }: HeatPictureButtonProps) {
  const { t } = useTranslation('heat-play')
  const [asking, setAsking] = useState(false)
  const [size, setSize] = useState<PaperSize>('a4')
  const [format, setFormat] = useState<PictureFormat>('png')
  const { saving, save } = useHeatPicture(words)
  return (
    <>
      <Button onClick={() => setAsking(true)}>{t('picture.open')}</Button>
      <Dialog
        open={asking}
        title={t('picture.title')}
        onClose={() => setAsking(false)}
        actions={
          <Button look="accent" disabled={saving} onClick={() => void save(size, format).then(() => setAsking(false))}>
            {saving ? t('picture.saving') : t('picture.save', { format: format.toUpperCase() })}
          </Button>
        }
      >
        <Segmented<PaperSize>
          label={t('picture.size')}
          value={size}
          choices={paperSizes.map((value) => ({ value, text: t(`picture.sizes.${value}`) }))}
          onChange={setSize}
        />
        <Segmented<PictureFormat>
          label={t('picture.format')}
          value={format}
          choices={pictureFormats.map((value) => ({ value, text: value.toUpperCase() }))}
          onChange={setFormat}
        />
        <p>{t('picture.what')}</p>
      </Dialog>
    </>
  )
}
