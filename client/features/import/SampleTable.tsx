import { useTranslation } from 'react-i18next'
import type { ImportPreview } from '#domain/contract/import.ts'
import styles from './ImportPage.module.css'

const SHOWN = 5

/** The first rows as the file has them, so that wrong letters are seen at once. */
export function SampleTable({ rows }: { rows: ImportPreview['rows'] }) {
  const { t } = useTranslation('import')
  const names = Object.keys(rows[0]?.values ?? {})
  if (names.length === 0) return null
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={styles.sample} aria-label={t('firstRows')} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {names.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, SHOWN).map(({ row, values }) => (
            <tr key={row}>
              {names.map((name) => (
                <td key={name}>{values[name]}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
