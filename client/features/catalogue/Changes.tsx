import { useTranslation } from 'react-i18next'
import type { CatalogueChange } from '#domain/contract/category.ts'
import styles from './ImportDialog.module.css'

const MOST = 200

/** What an import changes, line by line and field by field. */
export function Changes({ changes }: { changes: readonly CatalogueChange[] }) {
  const { t } = useTranslation('catalogue')
  if (changes.length === 0) return null
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t('column.line')}</th>
          <th scope="col">{t('column.what')}</th>
          <th scope="col">{t('column.fields')}</th>
        </tr>
      </thead>
      <tbody>
        {changes.slice(0, MOST).map(({ line, code, condition, name, what, fields }) => (
          <tr key={line}>
            <td>{line}</td>
            <th scope="row">
              {t(`what.${what}`)} · {name}
              <small>{condition === null ? code : `${code} / ${condition}`}</small>
            </th>
            <td>
              {what === 'new'
                ? t('whole')
                : fields.map(({ field, from, to }) => (
                    <div key={field}>
                      <code>{field}</code> {from || '—'} → {to || '—'}
                    </div>
                  ))}
            </td>
          </tr>
        ))}
      </tbody>
      {changes.length > MOST && <caption>{t('more', { count: changes.length - MOST })}</caption>}
    </table>
  )
}
