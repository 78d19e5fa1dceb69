import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '#client/state/view.ts'
import { EmptyState } from '#client/ui/EmptyState.tsx'
import { ErrorState } from '#client/ui/ErrorState.tsx'
import { IssueClocks } from '#client/ui/IssueClocks.tsx'
import { Spinner } from '#client/ui/Spinner.tsx'
import { useCardFormat } from '#client/ui/use-card-format.ts'
import type { Post } from '#domain/account/post.ts'
import type { County } from '#domain/contract/county.ts'
import type { IssueSummary } from '#domain/contract/issue.ts'
import { useTasks } from './use-tasks.ts'
import styles from './work.module.css'

export interface TaskListProps {
  county: County
  post: Post
  onOpen(number: string): void
}

/** What the post was called to, what it has in hand, then what waits to be taken on at its level; each soonest first. */
export function TaskList({ county, post, onOpen }: TaskListProps) {
  const { t } = useTranslation('work')
  const told = useTasks(county.code, post)
  if (told.state === 'loading') return <Spinner />
  if (told.state === 'failed') return <ErrorState code={told.code} />
  const { inHand, called, waiting, now } = told.tasks
  if (inHand.length + called.length + waiting.length === 0) return <EmptyState title={t('none')} hint={t('noneHint')} />
  return (
    <>
      {(['called', 'inHand', 'waiting'] as const).map((part) => (
        <Tasks
          key={part}
          county={county}
          title={t(part, { count: told.tasks[part].length })}
          issues={told.tasks[part]}
          now={now}
          onOpen={onOpen}
        />
      ))}
    </>
  )
}

interface TasksProps {
  county: County
  title: string
  issues: readonly IssueSummary[]
  now: number
  onOpen(number: string): void
}

function Tasks({ county, title, issues, now, onOpen }: TasksProps) {
  const chinese = useLanguage() === 'zh'
  const format = useCardFormat(county.timeZone)
  const heading = useId()
  if (issues.length === 0) return null
  return (
    <section aria-labelledby={heading}>
      <h2 id={heading} className={styles.heading}>
        {title}
      </h2>
      <ul className={styles.list}>
        {issues.map((issue) => (
          <li key={issue.number}>
            <button type="button" className={styles.task} onClick={() => onOpen(issue.number)}>
              <strong>{issue.title}</strong>
              <small>
                {[chinese ? issue.categoryName : issue.categoryNameEn || issue.categoryName, issue.place, issue.number]
                  .filter((words) => words !== '')
                  .join(' · ')}
              </small>
              <IssueClocks issue={issue} now={now} format={format} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
