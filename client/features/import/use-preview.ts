import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#client/api.ts'
import { type ImportPreview, previewImportFile } from '#domain/contract/import.ts'
import type { Reading } from './import-draft.ts'
import { refusalOf } from './refusal-of.ts'

/** The first rows of a layer, asked for anew when its coordinates are read otherwise; null while they are on their way. */
export function usePreview(county: string, id: string, layer: string, { crs, swapAxes, acceptShifted }: Reading) {
  const { t } = useTranslation('import')
  const [preview, setPreview] = useState<ImportPreview | null>(null)
  const [failed, setFailed] = useState('')
  useEffect(() => {
    const gone = new AbortController()
    setFailed('')
    const query = {
      county,
      layer,
      ...(crs === '' ? {} : { crs }),
      swapAxes: String(swapAxes),
      acceptShifted: String(acceptShifted),
    }
    call(previewImportFile, { params: { id }, query, signal: gone.signal }).then(setPreview, (error: unknown) => {
      if (gone.signal.aborted) return
      setPreview(null)
      setFailed(refusalOf(error, t))
    })
    return () => gone.abort()
  }, [county, id, layer, crs, swapAxes, acceptShifted, t])
  return { preview, failed }
}
