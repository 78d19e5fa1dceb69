import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { openAccount, useMe, usePost } from '#client/state/post.ts'
import { usePath } from '#client/state/url.ts'
import { Button } from '#client/ui/Button.tsx'
import { ErrorState } from '#client/ui/ErrorState.tsx'
import { Spinner } from '#client/ui/Spinner.tsx'
import type { CardFormat } from '#client/ui/use-card-format.ts'
import type { Card } from '#domain/contract/card.ts'
import type { County } from '#domain/contract/county.ts'
import { CardIssue } from './CardIssue.tsx'
import { useIssue } from './use-issue.ts'
import styles from './WorkSheet.module.css'

const WorkSheet = lazy(() => import('./WorkSheet.tsx'))

/** How an issue stands; below, for posts that have it in their scope, what they need to work it through. */
export function IssuePart({
  card,
  issue,
  county,
  format,
}: {
  card: Card
  issue: NonNullable<Card['issue']>
  county: County
  format: CardFormat
}) {
  const { t } = useTranslation('card')
  const me = useMe()
  const post = usePost(county.code)
  // nobody stands at the keys of a wall
  const onWall = usePath() === '/wall'
  const asking = post === null || onWall ? '' : `${post.role} ${post.unit}`
  const { told, failed, reload } = useIssue(county.code, card.code, asking)
  const standing = told?.issue.number === card.code ? told.standing : null
  return (
    <>
      <CardIssue issue={issue} now={card.now} format={format} />
      {me === null && county.demo && !onWall && (
        <p className={styles.hint}>
          <Button onClick={() => openAccount()}>{t('work.signIn')}</Button>
          {t('work.signInHint')}
        </p>
      )}
      {failed !== null && <ErrorState code={failed} onRetry={reload} />}
      {told && standing === null && told.issue.number === card.code && (
        <p className={styles.hint}>{t('work.notYours')}</p>
      )}
      {told && standing && (
        <Suspense fallback={<Spinner />}>
          <WorkSheet
            key={card.code}
            county={county}
            told={told}
            standing={standing}
            format={format}
            onChanged={reload}
          />
        </Suspense>
      )}
    </>
  )
}
