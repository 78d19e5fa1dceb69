import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { rememberReport } from '#client/state/own-reports.ts'
import { useLanguage } from '#client/state/view.ts'
import { Button } from '#client/ui/Button.tsx'
import { EmptyState } from '#client/ui/EmptyState.tsx'
import { ErrorState } from '#client/ui/ErrorState.tsx'
import { IssueClocks } from '#client/ui/IssueClocks.tsx'
import { PhotoStrip } from '#client/ui/photos/PhotoStrip.tsx'
import { Spinner } from '#client/ui/Spinner.tsx'
import { useCardFormat } from '#client/ui/use-card-format.ts'
import type { County } from '#domain/contract/county.ts'
import { Answering } from './Answering.tsx'
import styles from './follow.module.css'
import { Steps } from './Steps.tsx'
import { type FollowedNow, useFollowed } from './use-followed.ts'

/** How one report stands: in a sentence, by its clocks, photos and steps, and what its reporter may say to it. */
export function Followed({ county, token, onList }: { county: County; token: string; onList(): void }) {
  const { t } = useTranslation('follow')
  const { followed, reload } = useFollowed(county.code, token)
  const list = <Button onClick={onList}>{t('toList')}</Button>
  if (followed.state === 'loading') return <Spinner />
  if (followed.state === 'failed')
    return followed.code === 'unknown-link' ? (
      <EmptyState title={t('unknownLink')} hint={t('unknownLinkHint')} action={list} />
    ) : (
      <ErrorState code={followed.code} onRetry={reload} />
    )
  return (
    <>
      <Told county={county} token={token} told={followed.told} onDone={reload} />
      {list}
    </>
  )
}

interface ToldProps {
  county: County
  token: string
  told: FollowedNow
  onDone(): void
}

function Told({ county, token, told, onDone }: ToldProps) {
  const { t } = useTranslation('follow')
  const chinese = useLanguage() === 'zh'
  const format = useCardFormat(county.timeZone)
  const { issue, steps, photos, waiting } = told
  // a link that came by message is found again on this phone
  const { number, title } = issue
  useEffect(
    () => rememberReport({ county: county.code, number, title, token, at: steps[0]?.at ?? told.now }),
    [county.code, number, title, token, steps[0]?.at, told.now],
  )
  const area = issue.gridName || issue.communityName || issue.streetName
  const outcome = issue.outcome === '' ? issue.state : issue.outcome
  return (
    <>
      <article className={styles.card}>
        <h2>{issue.title}</h2>
        <p className={styles.note}>
          {[chinese ? issue.categoryName : issue.categoryNameEn || issue.categoryName, issue.place, area]
            .filter((words) => words !== '')
            .join(' · ')}
        </p>
        <p className={styles.sentence}>{t(`now.${outcome}`, { unit: issue.unitName || t('somebody') })}</p>
        <IssueClocks issue={issue} now={Date.parse(told.now)} format={format} />
        <p className={styles.note}>{t('numberAndCallers', { number: issue.number, count: issue.callers })}</p>
      </article>
      <PhotoStrip county={county.code} photos={photos} token={token} />
      {waiting > 0 && <p className={styles.note}>{t('photosWaiting', { count: waiting })}</p>}
      <Answering county={county} token={token} told={told} onDone={onDone} />
      <Steps steps={steps} format={format} />
    </>
  )
}
