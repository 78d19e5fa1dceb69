import { useTranslation } from 'react-i18next'
import { addressOfDoor } from '#client/address.ts'
import { Button } from '#client/ui/Button.tsx'
import { toast } from '#client/ui/toast.ts'
import { useCardFormat } from '#client/ui/use-card-format.ts'
import type { County } from '#domain/contract/county.ts'
import type { IssueSummary } from '#domain/contract/issue.ts'
import styles from './ReportPage.module.css'

export interface DoneStepProps {
  county: County
  issue: IssueSummary
  /** End of the link by which it is followed; null for posts, who have their own way. */
  follow: string | null
  onMore(): void
}

/** It is in: its number, who has it, and the link by which its reporter follows it. */
export function DoneStep({ county, issue, follow, onMore }: DoneStepProps) {
  const { t } = useTranslation('report')
  const format = useCardFormat(county.timeZone)
  const address =
    follow === null ? null : new URL(`/m/follow?county=${county.code}&token=${follow}`, location.href).href
  const here = new URL(addressOfDoor('/m/follow'), location.href)
  if (follow !== null) here.searchParams.set('token', follow)

  const copy = async () => {
    if (address === null) return
    try {
      await navigator.clipboard.writeText(address)
      toast(t('copied'), 'good')
    } catch {
      toast(t('notCopied'), 'bad')
    }
  }
  const place = issue.gridName || issue.communityName || issue.streetName
  return (
    <div className={styles.form}>
      <dl className={styles.facts}>
        <div>
          <dt>{t('number')}</dt>
          <dd>{issue.number}</dd>
        </div>
        <div>
          <dt>{t('responsible')}</dt>
          <dd>{place === '' ? t('countyDesk') : t('responsibleGrid', { grid: place })}</dd>
        </div>
        <div>
          <dt>{t('answerBy')}</dt>
          <dd>{format.moment(issue.answerBy)}</dd>
        </div>
      </dl>
      {address !== null && (
        <>
          <p className={styles.hint}>{t('linkHint')}</p>
          <output className={styles.link}>{address}</output>
          <div className={styles.buttons}>
            <Button onClick={() => void copy()}>{t('copy')}</Button>
            <a className={styles.go} href={here.pathname + here.search}>
              {t('follow')}
            </a>
          </div>
        </>
      )}
      <div className={styles.buttons}>
        <Button onClick={onMore}>{t('another')}</Button>
      </div>
    </div>
  )
}
