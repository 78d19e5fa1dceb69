import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#client/ui/Button.tsx'
import { Field } from '#client/ui/Field.tsx'
import { useCardFormat } from '#client/ui/use-card-format.ts'
import type { County } from '#domain/contract/county.ts'
import type { IssueSummary } from '#domain/contract/issue.ts'
import styles from './act.module.css'
import { NearbyIssues } from './NearbyIssues.tsx'

const RADIUS_METERS = 300

export interface MergeFieldProps {
  county: County
  issue: IssueSummary
  /** Number of the issue that stays. */
  chosen: string
  onChange(number: string): void
}

/** Which issue this one goes into: one nearby, or any by its number; both are shown side by side. */
export function MergeField({ county, issue, chosen, onChange }: MergeFieldProps) {
  const { t } = useTranslation('act')
  const [known, setKnown] = useState<IssueSummary | null>(null)
  const other = known?.number === chosen ? known : null
  return (
    <div className={styles.merge}>
      <div className={styles.both}>
        <Side title={t('merge.this')} issue={issue} county={county} />
        {other && <Side title={t('merge.into')} issue={other} county={county} />}
      </div>
      <NearbyIssues
        county={county.code}
        position={issue.position}
        radiusMeters={RADIUS_METERS}
        except={issue.number}
        category={issue.category}
        title={t('merge.nearby')}
        action={(one) => (
          <Button
            aria-pressed={one.number === chosen}
            look={one.number === chosen ? 'accent' : 'plain'}
            onClick={() => {
              setKnown(one)
              onChange(one.number)
            }}
          >
            {t(one.number === chosen ? 'merge.chosen' : 'merge.choose')}
          </Button>
        )}
      />
      <Field
        label={t('field.into')}
        value={chosen}
        maxLength={40}
        onChange={(event) => onChange(event.currentTarget.value.trim())}
      />
    </div>
  )
}

function Side({ title, issue, county }: { title: string; issue: IssueSummary; county: County }) {
  const { t } = useTranslation('act')
  const format = useCardFormat(county.timeZone)
  return (
    <section className={styles.side} aria-label={title}>
      <h3>{title}</h3>
      <p>{issue.title}</p>
      <p>{issue.place}</p>
      <p>
        {issue.number} · {t(`card:state.${issue.state}`)} · {t('card:callers', { count: issue.callers })}
      </p>
      <p>{t('merge.filed', { at: format.moment(issue.filedAt) })}</p>
    </section>
  )
}
