import { useTranslation } from 'react-i18next'
import { type IssueSource, issueSource } from '#domain/contract/issue.ts'
import { Menu } from './Menu.tsx'
import styles from './SourceMenu.module.css'

export interface SourceMenuProps {
  chosen: readonly IssueSource[]
  onChange(chosen: IssueSource[]): void
}

/** How an issue came in: any of several; none means all. */
export function SourceMenu({ chosen, onChange }: SourceMenuProps) {
  const { t } = useTranslation('desk')
  const [first] = chosen
  const value =
    first === undefined
      ? null
      : chosen.length === 1
        ? t(`card:source.${first}`)
        : t('source.several', { count: chosen.length })
  return (
    <Menu label={t('source.label')} value={value}>
      {() => (
        <div className={styles.list}>
          {issueSource.options.map((source) => (
            <label key={source}>
              <input
                type="checkbox"
                checked={chosen.includes(source)}
                onChange={(event) =>
                  onChange(
                    issueSource.options.filter((known) =>
                      known === source ? event.currentTarget.checked : chosen.includes(known),
                    ),
                  )
                }
              />
              {t(`card:source.${source}`)}
            </label>
          ))}
        </div>
      )}
    </Menu>
  )
}
