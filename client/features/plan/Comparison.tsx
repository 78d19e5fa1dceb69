import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { countAt } from '#domain/partition/area.ts'
import { compareCensus } from '#domain/partition/compare-census.ts'
import styles from './Comparison.module.css'
import type { OpenDraft } from './plan-desk.ts'
import { useNumber } from './use-number.ts'

/** The plan beside today: who changes grid, and how many grids keep the norm. */
export function Comparison({ open }: { open: OpenDraft }) {
  const { t } = useTranslation('plan')
  const { number, percent } = useNumber()
  const { work, base } = open
  const { movedHouseholds, households, today, planned } = useMemo(
    () => compareCensus(work.base.points, base.norm, work.base, work),
    [work, base.norm],
  )
  const share = percent.format(households === 0 ? 0 : movedHouseholds / households)
  const lines = [
    {
      name: t('comparison.moved'),
      value: t('comparison.households', { count: movedHouseholds, households: number.format(movedHouseholds) }),
      note: share,
    },
    {
      name: t('comparison.within'),
      value: `${planned.within} / ${planned.grids}`,
      note: t('comparison.today', { value: `${today.within} / ${today.grids}` }),
    },
    {
      name: t('comparison.whole'),
      value: t('comparison.households', { count: households, households: number.format(households) }),
      note: recount(open, t),
    },
  ]
  return (
    <section className={styles.comparison} aria-labelledby="plan-comparison">
      <h2 id="plan-comparison">{t('comparison.title', { day: base.asOf })}</h2>
      <dl>
        {lines.map(({ name, value, note }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <strong>{value}</strong> <small>{note}</small>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

/** Whether the server's own count of the saved draft comes to the same. */
function recount({ saving, figures, work }: OpenDraft, t: (key: string) => string): string {
  if (saving.state !== 'saved') return ''
  const { points } = work.base
  const agrees = figures.every(({ code, households }) => countAt(work, points, 'grid', code).households === households)
  return t(agrees ? 'comparison.recounted' : 'comparison.differs')
}
