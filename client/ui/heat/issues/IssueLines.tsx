import { useTranslation } from 'react-i18next'
import { useMapView } from '#client/map/use-map-view.ts'
import { select } from '#client/state/selection.ts'
import { useLanguage } from '#client/state/view.ts'
import { Button } from '#client/ui/Button.tsx'
import { ClockShape } from '#client/ui/ClockShape.tsx'
import { ErrorState } from '#client/ui/ErrorState.tsx'
import { Spinner } from '#client/ui/Spinner.tsx'
import { useNow } from '#client/ui/use-now.ts'
import { clockStateOf, type IssueSummary } from '#domain/contract/issue.ts'
import type { Polygons } from '../heat-body.types.ts'
import { useHeatFormat } from '../use-heat-format.ts'
import styles from './HeatIssues.module.css'
import { type IssuesQuestion, useIssuesAt } from './use-issues-at.ts'

const TEN_SECONDS = 10_000

export interface IssueLinesProps {
  question: IssuesQuestion
  within: Polygons | undefined
  timeZone: string
}

/** Issues of a question, newest first. */
export function IssueLines({ question, within, timeZone }: IssueLinesProps) {
  const { t } = useTranslation('heat')
  const { issues, more, state, code, next } = useIssuesAt(question, within)
  const now = useNow(TEN_SECONDS)
  const first = state === 'loading' && issues.length === 0
  return (
    <>
      <p className={styles.count} role="status">
        {first
          ? t('list.loading')
          : state === 'ready' && issues.length === 0 && !more
            ? t('list.none')
            : t(more ? 'list.some' : 'list.all', { count: issues.length })}
      </p>
      {first && <Spinner />}
      {state === 'failed' && <ErrorState code={code} onRetry={next} />}
      <ol>
        {issues.map((issue) => (
          <Line key={issue.number} issue={issue} now={now} timeZone={timeZone} />
        ))}
      </ol>
      {more && state === 'ready' && <Button onClick={next}>{t('list.more')}</Button>}
    </>
  )
}

function Line({ issue, now, timeZone }: { issue: IssueSummary; now: number; timeZone: string }) {
  const { t } = useTranslation('heat')
  const view = useMapView()
  const format = useHeatFormat()
  const language = useLanguage()
  const clock = clockStateOf(issue, now)
  const [longitude, latitude] = issue.position
  const where = issue.place || issue.gridName || issue.communityName
  return (
    <li>
      <button
        type="button"
        onClick={() => {
          select({ layer: 'issue', code: issue.number })
          view.setCamera({ longitude, latitude, zoom: Math.max(view.getCamera().zoom, 15) }, { animate: true })
        }}
      >
        <ClockShape clock={clock} />
        <strong>{language === 'zh' ? issue.title : issue.categoryNameEn || issue.title}</strong>
        <span>{t(clock === 'stopped' ? `card:state.${issue.state}` : `card:tip.clock.${clock}`)}</span>
        <small>{[format.moment(issue.filedAt, timeZone), where].filter(Boolean).join(' · ')}</small>
      </button>
    </li>
  )
}
