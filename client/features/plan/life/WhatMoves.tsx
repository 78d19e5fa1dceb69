import { useTranslation } from 'react-i18next'
import type { PlanChanges } from '#domain/contract/plan-life.ts'
import { useNumber } from '../use-number.ts'
import styles from './LifeSide.module.css'

/** What a publication means to people, in figures. */
export function WhatMoves({ changes }: { changes: PlanChanges }) {
  const { t } = useTranslation('plan-life')
  const { number, percent } = useNumber()
  const { households, issues, workers, withoutWorker, stay } = changes
  const grids = (kind: string) =>
    changes.changes.filter((change) => change.level === 'grid' && change.kind === kind).length
  const micro = changes.changes.filter((change) => change.level === 'micro-grid' && change.kind !== 'border').length
  const share = percent.format(households.all === 0 ? 0 : households.moved / households.all)
  const lines = [
    {
      name: t('moves.grids'),
      value: t('moves.gridsValue', { opened: grids('opened'), changed: grids('changed'), closed: grids('closed') }),
      note: t('moves.stay', { count: stay.grids, grids: number.format(stay.grids) }),
    },
    { name: t('moves.microGrids'), value: t('moves.microGridsValue', { count: micro, number: number.format(micro) }) },
    {
      name: t('moves.households'),
      value: t('moves.householdsValue', { count: households.moved, number: number.format(households.moved) }),
      note: share,
    },
    {
      name: t('moves.issues'),
      value: t('moves.issuesValue', { count: issues.moved, number: number.format(issues.moved) }),
      note: t('moves.issuesNote', { number: number.format(issues.open) }),
    },
    { name: t('moves.workers'), value: t('moves.workersValue', { count: workers.length }) },
  ]
  return (
    <>
      <dl className={styles.moves}>
        {lines.map(({ name, value, note }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              {value} {note && <small>{note}</small>}
            </dd>
          </div>
        ))}
      </dl>
      {workers.length > 0 && (
        <ul className={styles.plain}>
          {workers.map(({ title, from, to }) => (
            <li key={`${title} ${from.code}`}>{t('worker', { title, from: from.name, to: to.name })}</li>
          ))}
        </ul>
      )}
      {withoutWorker.length > 0 && (
        <p className={styles.warn}>
          {t('withoutWorker', {
            count: withoutWorker.length,
            grids: withoutWorker.map((grid) => grid.name).join(t('and')),
          })}
        </p>
      )}
    </>
  )
}
