import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addressOf } from '#client/api.ts'
import { Button } from '#client/ui/Button.tsx'
import { exportCategories } from '#domain/contract/category.ts'
import styles from './CsvButtons.module.css'
import { ImportDialog } from './ImportDialog.tsx'
import { readText } from './read-text.ts'

export interface CsvButtonsProps {
  county: string
  /** Why nothing may be taken in. */
  reason: string | undefined
  onImported(): Promise<void>
}

/** The catalogue out as a CSV file, and in again after a look at what it would change. */
export function CsvButtons({ county, reason, onImported }: CsvButtonsProps) {
  const { t } = useTranslation('catalogue')
  const file = useRef<HTMLInputElement>(null)
  const [csv, setCsv] = useState<string | null>(null)
  return (
    <>
      <a className={styles.link} href={addressOf(exportCategories, { query: { county } })} download>
        {t('export')}
      </a>
      <Button reason={reason} onClick={() => file.current?.click()}>
        {t('import')}
      </Button>
      <input
        ref={file}
        type="file"
        accept=".csv,text/csv"
        hidden
        aria-label={t('importFile')}
        onChange={async (event) => {
          const input = event.currentTarget
          const [chosen] = input.files ?? []
          if (chosen) setCsv(await readText(chosen))
          // the same file, chosen again, is read again
          input.value = ''
        }}
      />
      {csv !== null && (
        <ImportDialog
          county={county}
          csv={csv}
          onClose={() => setCsv(null)}
          onSaved={async () => {
            setCsv(null)
            await onImported()
          }}
        />
      )}
    </>
  )
}
