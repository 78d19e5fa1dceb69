import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '#client/state/view.ts'
import ActDialog from '#client/ui/act/ActDialog.tsx'
import { sortOffers } from '#client/ui/act/act-order.ts'
import { useRefusal } from '#client/ui/act/use-refusal.ts'
import { Button } from '#client/ui/Button.tsx'
import { ErrorState } from '#client/ui/ErrorState.tsx'
import { IssueClocks } from '#client/ui/IssueClocks.tsx'
import { PhotoStrip } from '#client/ui/photos/PhotoStrip.tsx'
import { Spinner } from '#client/ui/Spinner.tsx'
import { toast } from '#client/ui/toast.ts'
import { useCardFormat } from '#client/ui/use-card-format.ts'
import type { Post } from '#domain/account/post.ts'
import type { County } from '#domain/contract/county.ts'
import type { IssueSummary } from '#domain/contract/issue.ts'
import { sideOfPhoto } from '#domain/contract/photo.ts'
import type { ActRequestKind } from '#domain/issue/act-request.ts'
import { navigationTo } from './navigation-to.ts'
import { type TaskNow, useTask } from './use-task.ts'
import styles from './work.module.css'

export interface TaskSheetProps {
  county: County
  post: Post
  number: string
  onBack(): void
}

/** One issue on the phone: how it stands, the way there, who to call, photos, and the acts as large buttons. */
export function TaskSheet({ county, number, onBack }: TaskSheetProps) {
  const { t } = useTranslation('work')
  const { told, reload } = useTask(county.code, number)
  return (
    <>
      <Button className={styles.back} onClick={onBack}>
        {t('back')}
      </Button>
      {told.state === 'loading' && <Spinner />}
      {told.state === 'failed' && <ErrorState code={told.code} onRetry={reload} />}
      {told.state === 'told' && <Sheet county={county} task={told.task} onChanged={reload} />}
    </>
  )
}

function Sheet({ county, task, onChanged }: { county: County; task: TaskNow; onChanged(): void }) {
  const { t } = useTranslation('work')
  const chinese = useLanguage() === 'zh'
  const format = useCardFormat(county.timeZone)
  const { issue, standing, history, now } = task
  const photos = (standing?.photos ?? []).map((photo) => ({
    ...photo,
    side: sideOfPhoto(history.find((entry) => entry.sequence === photo.sequence)?.kind ?? ''),
  }))
  const last = history.at(-1)
  return (
    <>
      <article className={styles.card}>
        <h2>{issue.title}</h2>
        <p className={styles.note}>
          {[
            chinese ? issue.categoryName : issue.categoryNameEn || issue.categoryName,
            issue.place,
            issue.gridName || issue.communityName,
          ]
            .filter((words) => words !== '')
            .join(' · ')}
        </p>
        <IssueClocks issue={issue} now={Date.parse(now)} format={format} />
        <p className={styles.note}>
          {t(issue.unitName === '' ? 'numberAndNobody' : 'numberAndUnit', {
            number: issue.number,
            unit: issue.unitName,
          })}
        </p>
        {last && (
          <p className={styles.note}>
            {[t(`card:event.${last.kind}`), last.actor, last.reason ?? last.note ?? '', format.moment(last.at)]
              .filter((words) => words !== '')
              .join(' · ')}
          </p>
        )}
        <div className={styles.links}>
          <a href={navigationTo(issue.position, navigator.userAgent)}>{t('navigate')}</a>
          {standing?.phones.map((phone) => (
            <a key={phone} href={`tel:${phone}`}>
              {t('call', { phone })}
            </a>
          ))}
        </div>
      </article>
      <PhotoStrip county={county.code} photos={photos} mayHide={standing !== null} />
      {standing === null ? (
        <p className={styles.note}>{t('notYours')}</p>
      ) : (
        <Acts county={county} task={task} onChanged={onChanged} />
      )}
    </>
  )
}

function Acts({ county, task, onChanged }: { county: County; task: TaskNow; onChanged(): void }) {
  const { t } = useTranslation('work')
  const wordsOf = useRefusal()
  const [act, setAct] = useState<ActRequestKind | null>(null)
  const { issue, standing, offers } = task
  const { first, allowed, refused } = sortOffers(offers)
  const done = (after: IssueSummary) => {
    if (act) toast(t('act:done.one', { number: after.number, act: t(`act:act.${act}`) }), 'good')
    setAct(null)
    onChanged()
  }
  return (
    <section aria-label={t('acts')}>
      {allowed.length === 0 && <p className={styles.note}>{t('noActs')}</p>}
      <div className={styles.acts}>
        {allowed.map((kind) => (
          <Button key={kind} look={kind === first ? 'accent' : 'plain'} onClick={() => setAct(kind)}>
            {t(`act:act.${kind}`)}
          </Button>
        ))}
      </div>
      {refused.length > 0 && (
        <details className={styles.refused}>
          <summary>{t('refused', { count: refused.length })}</summary>
          <dl>
            {refused.map(({ kind, reason }) => (
              <div key={kind}>
                <dt>{t(`act:act.${kind}`)}</dt>
                <dd>{wordsOf(reason)}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
      {act && (
        <ActDialog
          key={act}
          county={county}
          kind={act}
          issue={issue}
          standing={standing}
          onClose={() => setAct(null)}
          onDone={done}
        />
      )}
    </section>
  )
}
