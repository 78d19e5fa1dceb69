import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { select } from '#client/state/selection.ts'
import { useLanguage } from '#client/state/view.ts'
import { useNow } from '#client/ui/use-now.ts'
import { clockStateOf, type IssueSummary } from '#domain/contract/issue.ts'
import { ClockMark } from './ClockMark.tsx'
import styles from './NewestList.module.css'
import type { Format } from './use-format.ts'

const TEN_SECONDS = 10_000

export interface NewestListProps {
  issues: readonly IssueSummary[]
  /** Numbers of the issues that arrived while the page watched: they come in with a light. */
  arrived: ReadonlySet<string>
  format: Format
  onChoose(issue: IssueSummary): void
}

/** What just came in, newest first; a press shows it on the map. */
export const NewestList = memo(function NewestList({ issues, arrived, format, onChoose }: NewestListProps) {
  const { t } = useTranslation('wall')
  const language = useLanguage()
  const now = useNow(TEN_SECONDS)
  return (
    <section className={styles.newest} aria-labelledby="wall-newest">
      <h2 id="wall-newest">{t('newest.title')}</h2>
      <ol className={styles.list} hidden={issues.length === 0}>
        {issues.map((issue) => {
          const clock = clockStateOf(issue, now)
          const title = language === 'zh' ? issue.title : issue.categoryNameEn
          return (
            <li key={issue.number} className={arrived.has(issue.number) ? styles.arrived : undefined}>
              <button
                type="button"
                className={styles.issue}
                onClick={() => {
                  select({ layer: 'issue', code: issue.number })
                  onChoose(issue)
                }}
              >
                <ClockMark clock={clock} label={t(`clock.${clock}`)} />
                <span className={styles.title}>{title}</span>
                <time className={styles.age} dateTime={issue.filedAt}>
                  {format.age((now - Date.parse(issue.filedAt)) / 1_000)}
                </time>
                <span className={styles.place}>{placeOf(issue)}</span>
              </button>
            </li>
          )
        })}
      </ol>
      {issues.length === 0 && <p className={styles.empty}>{t('newest.empty')}</p>}
    </section>
  )
})

function placeOf(issue: IssueSummary): string {
  return [issue.gridName || issue.communityName || issue.streetName, issue.place]
    .filter((part) => part !== '')
    .join(' · ')
}
