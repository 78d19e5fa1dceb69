import { memo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Segmented } from '#client/ui/Segmented.tsx'
import styles from './Gauges.module.css'
import { markedHouseholds } from './plan-words.ts'
import { useNumber } from './use-number.ts'
import type { AreaTally } from './use-tallies.ts'

export interface GaugesProps {
  tallies: readonly AreaTally[]
  norm: readonly [number, number]
  chosen: string | null
  compare: boolean
  onChoose(code: string): void
  /** Instead of the words about grids. */
  title?: string
}

type Order = 'code' | 'off'

/** Households of every grid as a mark on a bar whose band is the norm. */
export const Gauges = memo(function Gauges({ tallies, norm, chosen, compare, onChoose, title }: GaugesProps) {
  const { t } = useTranslation('plan')
  const [order, setOrder] = useState<Order>('code')
  const [least, most] = norm
  const shown = order === 'code' ? tallies : [...tallies].sort((a, b) => offNorm(b, norm) - offNorm(a, norm))
  return (
    <section className={styles.gauges} aria-labelledby="plan-gauges">
      <header className={styles.head}>
        <h2 id="plan-gauges">{title ?? t('gauges.title', { least, most })}</h2>
        <Segmented<Order>
          label={t('gauges.order')}
          choices={[
            { value: 'code', text: t('gauges.byCode') },
            { value: 'off', text: t('gauges.byOff') },
          ]}
          value={order}
          onChange={setOrder}
        />
      </header>
      <ul className={styles.list}>
        {shown.map((one) => (
          <li key={one.area.code}>
            <Gauge tally={one} norm={norm} chosen={one.area.code === chosen} compare={compare} onChoose={onChoose} />
          </li>
        ))}
      </ul>
    </section>
  )
})

interface GaugeProps {
  tally: AreaTally
  norm: readonly [number, number]
  chosen: boolean
  compare: boolean
  onChoose(code: string): void
}

const Gauge = memo(function Gauge({ tally, norm, chosen, compare, onChoose }: GaugeProps) {
  const { t } = useTranslation('plan')
  const { t: tools } = useTranslation('plan-tools')
  const { number, signed } = useNumber()
  const { area, households, state, today } = tally
  const scale = norm[1] * 1.5
  const at = (value: number) => `${Math.min(100, (value / scale) * 100)}%`
  const dedicated = area.kind === 'dedicated'
  const free = dedicated || area.rest
  const name = area.rest ? tools('micro.rest') : area.name
  const value = dedicated && !area.rest ? t('gauges.dedicated') : markedHouseholds(households, state, number)
  return (
    <button
      type="button"
      className={styles.gauge}
      data-state={state}
      aria-pressed={chosen}
      title={name}
      aria-label={t(area.rest ? 'gauges.told.rest' : `gauges.told.${state}`, {
        grid: name,
        households: number.format(households),
      })}
      onClick={() => onChoose(area.code)}
    >
      <span className={styles.name}>{name}</span>
      <span className={styles.bar} aria-hidden="true">
        {!free && <i style={{ left: at(norm[0]), width: at(norm[1] - norm[0]) }} />}
        {!free && compare && today !== null && today !== households && <s style={{ left: at(today) }} />}
        {!free && <u style={{ left: at(households) }} />}
      </span>
      <span className={styles.value}>
        {value}
        {compare && today !== households && (
          <small>{today === null ? t('gauges.new') : signed.format(households - today)}</small>
        )}
      </span>
    </button>
  )
})

function offNorm({ state, households }: AreaTally, [least, most]: readonly [number, number]): number {
  if (state === 'under') return least - households
  return state === 'over' ? households - most : state === 'none' ? -Number.MAX_SAFE_INTEGER : -1
}
