import { useTranslation } from 'react-i18next'
import type { ImportFile } from '#domain/contract/import.ts'
import styles from './ImportPage.module.css'

/** What was noticed while the file was read. */
export function Findings({ findings }: { findings: ImportFile['findings'] }) {
  const { t } = useTranslation('import')
  if (findings.length === 0) return null
  return (
    <ul className={styles.findings} aria-label={t('noticed')}>
      {findings.map(({ code, layer, value }) => (
        <li key={`${code} ${layer} ${value}`}>
          {layer && `${layer}: `}
          {t(`finding.${code}`, { value })}
        </li>
      ))}
    </ul>
  )
}
