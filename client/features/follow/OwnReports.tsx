import { useTranslation } from 'react-i18next'
import { forgetReport, useOwnReports } from '#client/state/own-reports.ts'
import { Button } from '#client/ui/Button.tsx'
import { EmptyState } from '#client/ui/EmptyState.tsx'
import { useCardFormat } from '#client/ui/use-card-format.ts'
import type { County } from '#domain/contract/county.ts'
import styles from './follow.module.css'

/** Reports made on this phone, newest first. */
export function OwnReports({ county, onChoose }: { county: County; onChoose(token: string): void }) {
  const { t } = useTranslation('follow')
  const format = useCardFormat(county.timeZone)
  const reports = useOwnReports(county.code)
  if (reports.length === 0) return <EmptyState title={t('none')} hint={t('noneHint')} />
  return (
    <>
      <ul className={styles.list}>
        {reports.map((report) => (
          <li key={report.number}>
            <button type="button" className={styles.report} onClick={() => onChoose(report.token)}>
              <strong>{report.title}</strong>
              <small>{`${report.number} · ${format.moment(report.at)}`}</small>
            </button>
            <Button
              look="quiet"
              aria-label={t('forgetOf', { title: report.title })}
              onClick={() => forgetReport(report)}
            >
              {t('forget')}
            </Button>
          </li>
        ))}
      </ul>
      <p className={styles.note}>{t('onlyHere')}</p>
    </>
  )
}
