import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { areaOf, countAt } from '#domain/partition/area.ts'
import { Gauges } from './Gauges.tsx'
import styles from './MicroGauges.module.css'
import { normState } from './norm-state.ts'
import type { OpenDraft } from './plan-desk.ts'
import { useNumber } from './use-number.ts'
import type { AreaTally } from './use-tallies.ts'

export interface MicroGaugesProps {
  open: OpenDraft
  /** The grid whose micro-grids are listed; null while none is chosen. */
  around: string | null
  tallies: readonly AreaTally[]
  chosen: string | null
  compare: boolean
  onChoose(code: string): void
}

/** How many micro-grids keep their norm, and those of one grid one by one. */
export function MicroGauges({ open, around, tallies, chosen, compare, onChoose }: MicroGaugesProps) {
  const { t } = useTranslation('plan-tools')
  const { number } = useNumber()
  const { work, base } = open
  const norm = base.microGridNorm
  const [least, most] = norm
  const whole = useMemo(() => {
    const counted = { all: 0, within: 0, rest: 0 }
    for (const face of work.draft.partition.faces.keys()) {
      const area = areaOf(work.draft, 'micro-grid', face)
      if (!area || area.locked) continue
      const { households } = countAt(work, work.base.points, 'micro-grid', face)
      const state = normState(area, households, norm)
      if (area.rest) counted.rest += households
      else if (state !== 'none') counted.all++
      if (state === 'within') counted.within++
    }
    return counted
  }, [work, norm])
  const grid = around === null ? undefined : work.draft.grids.get(around)
  return (
    <>
      <p className={styles.whole}>
        {t('micro.within', {
          within: number.format(whole.within),
          all: number.format(whole.all),
          least,
          most,
        })}
        {whole.rest > 0 && (
          <small>{t('micro.inNone', { count: whole.rest, households: number.format(whole.rest) })}</small>
        )}
      </p>
      {grid ? (
        <Gauges
          tallies={tallies}
          norm={norm}
          chosen={chosen}
          compare={compare}
          onChoose={onChoose}
          title={t('micro.of', { grid: grid.name, least, most })}
        />
      ) : (
        <p className={styles.none}>{t('micro.choose')}</p>
      )}
    </>
  )
}
