import { useTranslation } from 'react-i18next'
import type { CatalogueRefusal } from '#domain/contract/category.ts'
import styles from './ImportDialog.module.css'

const MOST = 200

/** What of a file cannot stand, with its line and the way out. */
export function Refusals({ refusals }: { refusals: readonly CatalogueRefusal[] }) {
  const { t } = useTranslation('catalogue')
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t('column.line')}</th>
          <th scope="col">{t('column.column')}</th>
          <th scope="col">{t('column.why')}</th>
        </tr>
      </thead>
      <tbody>
        {refusals.slice(0, MOST).map(({ line, column, reason, value }) => (
          <tr key={`${line}/${column}/${reason}`}>
            <td>{line}</td>
            <td>
              <code>{column}</code>
            </td>
            <td>{t(`refusal.${reason}`, { value })}</td>
          </tr>
        ))}
      </tbody>
      {refusals.length > MOST && <caption>{t('more', { count: refusals.length - MOST })}</caption>}
    </table>
  )
}
