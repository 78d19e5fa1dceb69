import { useTranslation } from 'react-i18next'
import { useCounty } from '#client/state/county.ts'
import { useCardFormat } from '#client/ui/use-card-format.ts'
import type { PlanLife } from '#domain/contract/plan-life.ts'
import styles from './LifeSide.module.css'

const road = ['draft', 'submitted', 'approved', 'scheduled', 'published'] as const

/** The road from draft to publication with the place where the plan stands, and what happened on it. */
export function LifeTrack({ life }: { life: PlanLife }) {
  const { t } = useTranslation('plan-life')
  const format = useCardFormat(useCounty()?.timeZone ?? 'UTC')
  const state = life.state === 'superseded' ? 'published' : life.state
  const here = road.indexOf(state)
  const returned = life.acts.findLast((act) => act.act === 'return')
  const isReturned = life.state === 'draft' && life.acts.at(-1)?.act === 'return'
  return (
    <>
      <ol className={styles.road} aria-label={t('road')}>
        {road.map((step, index) => (
          <li key={step} data-past={index < here || undefined} aria-current={index === here ? 'step' : undefined}>
            {t(`state.${step}`)}
          </li>
        ))}
      </ol>
      <p className={styles.state} role="status">
        {isReturned
          ? t('returned', { actor: returned?.actor, reason: returned?.reason })
          : t(`stands.${life.state}`, { day: life.day })}
      </p>
      {life.acts.length > 0 && (
        <details className={styles.acts}>
          <summary>{t('acts', { count: life.acts.length })}</summary>
          <ol>
            {life.acts.map(({ sequence, act, at, actor, reason, day }) => (
              <li key={sequence}>
                <strong>{t(`act.${act}`)}</strong> {actor === '' ? t('server') : actor}
                <small>{format.moment(at)}</small>
                {day !== null && act !== 'supersede' && <span>{t('from', { day })}</span>}
                {reason !== '' && (
                  <span className={styles.reason}>{t('because', { reason: reasonOf(t, reason) })}</span>
                )}
              </li>
            ))}
          </ol>
        </details>
      )}
    </>
  )
}

/** The server's own reasons begin with a code that has words. */
function reasonOf(t: (key: string, options: { defaultValue: string }) => string, reason: string): string {
  const code = /^([a-z-]+): /.exec(reason)?.[1]
  return code === undefined ? reason : t(`refused.${code}`, { defaultValue: reason })
}
