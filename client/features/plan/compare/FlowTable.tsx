import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#client/ui/Button.tsx'
import type { PlanComparison } from '#domain/contract/plan-comparison.ts'
import { useNumber } from '../use-number.ts'
import styles from './tables.module.css'

/** Flows shown before all are asked for. */
const FEW = 12

/** Households that change hands: from, to, how many, with last year's issues. */
export function FlowTable({ comparison }: { comparison: PlanComparison }) {
  const { t } = useTranslation('plan-compare')
  const { number, percent } = useNumber()
  const [all, setAll] = useState(false)
  const { moved, households } = comparison
  const flows = comparison.flows.filter((flow) => flow.households > 0 || flow.issues > 0)
  const share = percent.format(households === 0 ? 0 : moved / households)
  const nameOf = (grid: PlanComparison['flows'][number]['from']) => grid?.name ?? t('nobody')
  return (
    <section className={styles.flows}>
      <p>{t('moved', { count: moved, moved: number.format(moved), households: number.format(households), share })}</p>
      {flows.length > 0 && (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('flow.from')}</th>
              <th scope="col" className={styles.words}>
                {t('flow.to')}
              </th>
              <th scope="col">{t('flow.households')}</th>
              <th scope="col">{t('flow.issues')}</th>
            </tr>
          </thead>
          <tbody>
            {flows.slice(0, all ? undefined : FEW).map((flow) => (
              <tr key={`${flow.from?.code} ${flow.to?.code}`}>
                <th scope="row">{nameOf(flow.from)}</th>
                <th scope="row">{nameOf(flow.to)}</th>
                <td>{number.format(flow.households)}</td>
                <td>{number.format(flow.issues)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {!all && flows.length > FEW && (
        <Button look="quiet" onClick={() => setAll(true)}>
          {t('all', { count: flows.length })}
        </Button>
      )}
    </section>
  )
}
