import { useCallback, useContext, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMapView } from '#client/map/use-map-view.ts'
import { useLanguage } from '#client/state/view.ts'
import { saveFile } from '#client/ui/save-file.ts'
import { toast } from '#client/ui/toast.ts'
import { makePicture } from './make-picture.ts'
import { fileNameOf, type PaperSize, type PictureFormat } from './paper.ts'
import type { PictureWords } from './picture.types.ts'
import { PictureMarks } from './picture-marks.ts'

/** Makes and saves a picture of the map; `saving` while it is being made. Never rejects: a failure is told in passing. */
export function useHeatPicture(words: PictureWords): {
  saving: boolean
  save(size: PaperSize, format: PictureFormat): Promise<void>
} {
  const { t } = useTranslation('heat-play')
  const language = useLanguage()
  const view = useMapView()
  const marks = useContext(PictureMarks)
  const [saving, setSaving] = useState(false)
  const save = useCallback(
    async (size: PaperSize, format: PictureFormat) => {
      const { county, kind, at } = words
      const locale = language === 'zh' ? 'zh-CN' : 'en-GB'
      const name = language === 'zh' ? county.name : county.nameEn
      const { timeZone } = county
      const moment = new Intl.DateTimeFormat(locale, { timeZone, dateStyle: 'long', timeStyle: 'short' })
      const labels = {
        county: name,
        demo: t('picture.demo'),
        north: t('picture.north'),
        slanted: t('picture.slanted'),
        until: t('picture.until', { moment: moment.format(new Date(at)) }),
        length: (meters: number) =>
          new Intl.NumberFormat(locale, {
            style: 'unit',
            unit: meters >= 1000 ? 'kilometer' : 'meter',
            unitDisplay: language === 'zh' ? 'long' : 'short',
          }).format(meters >= 1000 ? meters / 1000 : meters),
      }
      setSaving(true)
      try {
        const day = words.day ?? new Intl.DateTimeFormat('sv-SE', { timeZone }).format(new Date(at))
        const told = { ...words, classes: [...words.classes, ...marks] }
        saveFile(await makePicture(view, told, labels, size, format), fileNameOf(name, kind, day, format))
      } catch {
        toast(t('picture.failed'), 'bad')
      }
      setSaving(false)
    },
    [words, marks, view, language, t],
  )
  return { saving, save }
}
