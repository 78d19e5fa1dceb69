import type { CSSProperties } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './MinuteBars.module.css'
import { useNumbers } from './use-numbers.ts'

const shown = [
  { minutes: 5, color: 'var(--heat-6)' },
  { minutes: 10, color: 'var(--heat-5)' },
  { minutes: 15, color: 'var(--heat-4)' },
  { minutes: 20, color: 'var(--heat-3)' },
]

export interface MinuteBarsProps {
  /** Households by whole minute: on foot, and inside the straight circle. */
  walk: readonly number[]
  straight: readonly number[] | null
  /** On foot without changes; null when there are none. */
  before: readonly number[] | null
  /** Elderly residents by shown minutes, a null count is withheld; null where the county knows nothing of age. */
  elderly: readonly { minutes: number; walk: number | null }[] | null
  minutes: number
}

/** Who walks in 5, 10, 15, 20 minutes, each on the track of the straight circle's count. */
export function MinuteBars({ walk, straight, before, elderly, minutes }: MinuteBarsProps) {
  const { t } = useTranslation('circle')
  const numbers = useNumbers()
  const most = Math.max(
    1,
    ...shown.map((bar) => Math.max(straight?.[bar.minutes] ?? 0, walk[bar.minutes] ?? 0, before?.[bar.minutes] ?? 0)),
  )
  return (
    <table className={styles.bars}>
      <thead>
        <tr>
          <th scope="col">{t('bars.minutes')}</th>
          <td />
          <th scope="col">{t('bars.households')}</th>
          {elderly && <th scope="col">{t('bars.elderly')}</th>}
        </tr>
      </thead>
      <tbody>
        {shown.map((bar) => {
          const on = walk[bar.minutes] ?? 0
          const elders = elderly?.find((count) => count.minutes === bar.minutes)
          const style: CSSProperties = {
            '--walk': `${(100 * on) / most}%`,
            '--straight': `${(100 * (straight?.[bar.minutes] ?? 0)) / most}%`,
            '--bar': bar.color,
            '--before': `${(100 * (before?.[bar.minutes] ?? 0)) / most}%`,
          }
          return (
            <tr key={bar.minutes} data-now={bar.minutes === minutes || undefined}>
              <th scope="row">{t('minutes', { minutes: bar.minutes })}</th>
              <td aria-hidden="true">
                <i className={styles.track} style={style} data-before={before !== null || undefined} />
              </td>
              <td>
                {numbers.whole(on)}
                {before && <Step step={on - (before[bar.minutes] ?? 0)} />}
              </td>
              {elders && (
                <td>{elders.walk === null ? <abbr title={t('bars.withheld')}>—</abbr> : numbers.whole(elders.walk)}</td>
              )}
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

/** How many more or fewer than without changes. */
function Step({ step }: { step: number }) {
  const numbers = useNumbers()
  return (
    <small className={styles.step} data-fell={step < 0 || undefined} data-same={step === 0 || undefined}>
      {numbers.signed(step)}
    </small>
  )
}
