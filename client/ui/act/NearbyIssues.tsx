import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#client/api.ts'
import { serverNow } from '#client/state/live.ts'
import { useLanguage } from '#client/state/view.ts'
import { ClockShape } from '#client/ui/ClockShape.tsx'
import { clockStateOf, type IssueSummary, listIssues } from '#domain/contract/issue.ts'
import styles from './act.module.css'

const MOST = 12

export interface NearbyIssuesProps {
  county: string
  /** Longitude, latitude in degrees. */
  position: readonly [number, number]
  radiusMeters: number
  /** Number that is left out. */
  except?: string
  /** Those of this category stand first. */
  category?: string
  /** Stands above the list when there are any. */
  title: string
  /** What can be done with one of them. */
  action(issue: IssueSummary): ReactNode
  /** Hears what was found. */
  onFound?(issues: readonly IssueSummary[]): void
}

/** Open issues around a place: what is about to be written down may be known already. */
export function NearbyIssues(props: NearbyIssuesProps) {
  const { county, position, radiusMeters, except, category, title, action, onFound } = props
  const { t } = useTranslation('act')
  const chinese = useLanguage() === 'zh'
  const [issues, setIssues] = useState<readonly IssueSummary[] | null>(null)
  const near = `${position[0].toFixed(6)},${position[1].toFixed(6)},${radiusMeters}`

  useEffect(() => {
    const stopped = new AbortController()
    call(listIssues, { query: { county, near, state: 'open', limit: 50 }, signal: stopped.signal }).then(
      (answer) => {
        setIssues(answer.issues)
        onFound?.(answer.issues)
      },
      () => stopped.signal.aborted || setIssues([]),
    )
    return () => stopped.abort()
  }, [county, near, onFound])

  const shown = (issues ?? [])
    .filter((issue) => issue.number !== except)
    .toSorted((one, other) => Number(other.category === category) - Number(one.category === category))
    .slice(0, MOST)
  if (issues === null) return <p className={styles.none}>{t('nearby.looking')}</p>
  if (shown.length === 0) return <p className={styles.none}>{t('nearby.none', { count: radiusMeters })}</p>
  return (
    <section className={styles.nearby} aria-label={title}>
      <h3>{title}</h3>
      <ul>
        {shown.map((issue) => (
          <li key={issue.number}>
            <ClockShape clock={clockStateOf(issue, serverNow())} />
            <div>
              <strong>{chinese ? issue.categoryName : issue.categoryNameEn || issue.categoryName}</strong>
              <span>{[issue.place || issue.title, t(`card:state.${issue.state}`)].join(' · ')}</span>
              <small>
                {[issue.number, issue.callers > 1 && t('card:callers', { count: issue.callers })]
                  .filter(Boolean)
                  .join(' · ')}
              </small>
            </div>
            {action(issue)}
          </li>
        ))}
      </ul>
    </section>
  )
}
