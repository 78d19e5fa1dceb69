import { useTranslation } from 'react-i18next'
import type { ComparedSide, PlanComparison } from '#domain/contract/plan-comparison.ts'
import { useNumber } from '../use-number.ts'
import styles from './tables.module.css'

export interface SidesTableProps {
  comparison: PlanComparison
  /** Of the plan beside, and of the open one. */
  names: readonly [string, string]
}

/** Figures of both plans, line by line. */
export function SidesTable({ comparison, names }: SidesTableProps) {
  const { t } = useTranslation('plan-compare')
  const { number, percent } = useNumber()
  const { one, other } = comparison
  const whole = (value: number) => number.format(Math.round(value))
  const minutes = (value: number | null) =>
    value === null ? '–' : t('figure.minutes', { minutes: number.format(Math.round(value * 10) / 10) })
  const lines: { key: string; of(side: ComparedSide): string }[] = [
    { key: 'within', of: ({ within, grids }) => `${within} / ${grids}` },
    { key: 'spread', of: ({ fewest, most }) => `${whole(fewest)}–${whole(most)}` },
    { key: 'issuesMean', of: ({ issuesMean }) => whole(issuesMean) },
    { key: 'issuesMost', of: ({ issuesMost }) => whole(issuesMost) },
    { key: 'walkMedian', of: ({ walk }) => minutes(walk.medianMinutes) },
    { key: 'walkMost', of: ({ walk }) => minutes(walk.mostMinutes) },
    { key: 'compactness', of: ({ compactness }) => compactness?.toFixed(2) ?? '–' },
    { key: 'along', of: ({ alongShare }) => (alongShare === null ? '–' : percent.format(alongShare)) },
  ]
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <td />
          <th scope="col">{names[0]}</th>
          <th scope="col">{names[1]}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ key, of }) => (
          <tr key={key}>
            <th scope="row">{t(`figure.${key}`, { least: comparison.norm[0], most: comparison.norm[1] })}</th>
            <td>{of(one)}</td>
            <td>{of(other)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
