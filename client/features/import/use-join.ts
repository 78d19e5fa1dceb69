import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#client/api.ts'
import { type ImportJoin, previewImportJoin } from '#domain/contract/import.ts'
import type { ImportDraft } from './import-draft.ts'
import { refusalOf } from './refusal-of.ts'

/** What the keys of a table of counts name in the county; null while it is on its way, and for what is no such table. */
export function useJoin(county: string, id: string, { target, layer, key, joinTo }: ImportDraft) {
  const { t } = useTranslation('import')
  const [join, setJoin] = useState<ImportJoin | null>(null)
  const [failed, setFailed] = useState('')
  const asked = target === 'statistic'
  useEffect(() => {
    setJoin(null)
    setFailed('')
    if (!asked) return
    const gone = new AbortController()
    const query = { county, layer, key, joinTo }
    call(previewImportJoin, { params: { id }, query, signal: gone.signal }).then(setJoin, (error: unknown) => {
      if (!gone.signal.aborted) setFailed(refusalOf(error, t))
    })
    return () => gone.abort()
  }, [asked, county, id, layer, key, joinTo, t])
  return { join, failed }
}
