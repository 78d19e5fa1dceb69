import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { callLines } from '#client/api.ts'
import { type ImportReport, runImport } from '#domain/contract/import.ts'
import { refusalOf } from './refusal-of.ts'

export type RunState =
  | { state: 'idle' }
  | { state: 'running'; dryRun: boolean; rows: number; written: number | null }
  | { state: 'done'; report: ImportReport }
  | { state: 'failed'; text: string }

/** One import under way, line by line; `clear` forgets what it told. */
export function useImportRun(county: string, onTaken: () => void) {
  const { t } = useTranslation('import')
  const [run, setRun] = useState<RunState>({ state: 'idle' })
  const start = useCallback(
    async (body: z.input<typeof runImport.body>) => {
      setRun({ state: 'running', dryRun: body.dryRun, rows: 0, written: null })
      try {
        await callLines(runImport, { query: { county }, body }, (line) => {
          if (line.kind === 'progress')
            setRun({ state: 'running', dryRun: body.dryRun, rows: line.rows, written: line.written })
          else if (line.kind === 'refused') setRun({ state: 'failed', text: t('fileRefused.failed') })
          else {
            setRun({ state: 'done', report: line.report })
            if (line.report.run !== null) onTaken()
          }
        })
      } catch (error) {
        setRun({ state: 'failed', text: refusalOf(error, t) })
      }
    },
    [county, onTaken, t],
  )
  return { run, start, clear: useCallback(() => setRun({ state: 'idle' }), []) }
}
