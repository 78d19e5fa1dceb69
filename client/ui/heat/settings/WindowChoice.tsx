import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { serverNow } from '#client/state/live.ts'
import { type HeatChoice, printWindow, readWindow, windowDays } from '../heat-choice.ts'
import { dayOf } from '../start-of-day.ts'
import type { ChangeHeat } from '../use-heat-choice.ts'
import styles from './HeatSettings.module.css'
import { SelectLine } from './SelectLine.tsx'

const MONTH_MILLISECONDS = 30 * 86_400_000

export interface WindowChoiceProps {
  timeZone: string
  choice: HeatChoice
  change: ChangeHeat
}

/** By which moments issues count, whether those closed since count as well, and what is compared with. */
export function WindowChoice({ timeZone, choice, change }: WindowChoiceProps) {
  const { t } = useTranslation('heat')
  const compare = useId()
  const { window, kind } = choice
  const value = window.kind === 'dates' ? 'dates' : printWindow(window)
  const days = [...new Set<number>([...windowDays, ...(window.kind === 'days' ? [window.days] : [])])]
  const open = window.kind === 'open'
  const choose = (next: string) => {
    if (next !== 'dates') return change({ window: readWindow(next) ?? { kind: 'open' } })
    const now = serverNow()
    change({ window: { kind: 'dates', from: dayOf(now - MONTH_MILLISECONDS, timeZone), to: dayOf(now, timeZone) } })
  }
  return (
    <>
      <SelectLine
        label={t(kind === 'emerging' ? 'window.back' : 'window.label')}
        value={value}
        choices={[
          { value: 'open', text: t(kind === 'emerging' ? 'window.quarter' : 'window.open') },
          ...days.map((count) => ({
            value: String(count),
            text: t(count === 1 ? 'window.day' : 'window.days', { count }),
          })),
          { value: 'dates', text: t('window.choose') },
        ]}
        onChange={choose}
      />
      {window.kind === 'dates' && (
        <div className={styles.dates}>
          <input
            type="date"
            aria-label={t('window.from')}
            value={window.from}
            max={window.to}
            onChange={({ currentTarget }) => currentTarget.value && put({ from: currentTarget.value })}
          />
          <span aria-hidden="true">–</span>
          <input
            type="date"
            aria-label={t('window.to')}
            value={window.to}
            min={window.from}
            onChange={({ currentTarget }) => currentTarget.value && put({ to: currentTarget.value })}
          />
        </div>
      )}
      {!open && kind !== 'emerging' && (
        <SelectLine
          label={t('state.label')}
          value={choice.state}
          choices={(['all', 'open'] as const).map((state) => ({ value: state, text: t(`state.${state}`) }))}
          onChange={(state) => change({ state })}
        />
      )}
      {(kind === 'density' || kind === 'rate') && (
        <p className={styles.check}>
          <input
            id={compare}
            type="checkbox"
            checked={choice.before && !open}
            disabled={open}
            aria-describedby={open ? `${compare}-why` : undefined}
            onChange={({ currentTarget }) => change({ before: currentTarget.checked })}
          />
          <label htmlFor={compare}>{t('compare')}</label>
          {open && <small id={`${compare}-why`}>{t('compareWhy')}</small>}
        </p>
      )}
    </>
  )

  function put(part: { from?: string; to?: string }): void {
    if (window.kind !== 'dates') return
    const { from, to } = { ...window, ...part }
    change({ window: readWindow(from <= to ? `${from}..${to}` : `${to}..${from}`) ?? window })
  }
}
