import { useTranslation } from 'react-i18next'
import styles from './Change.module.css'
import type { Format } from './use-format.ts'

/** From this count on, a change is told in percent; below, in issues. */
const PERCENT_FROM = 20

export interface ChangeProps {
  /** Words in front: what it is compared with. */
  label: string
  now: number
  before: number
  /** `percent-points` compares two shares. */
  unit: 'issues' | 'percent-points'
  /** Whether more is good, bad, or neither. */
  more: 'good' | 'bad' | 'neither'
  format: Format
}

/** How a figure moved: arrow, size and, where it has one, its meaning as colour. */
export function Change({ label, now, before, unit, more, format }: ChangeProps) {
  const { t } = useTranslation('wall')
  const moved = now - before
  const size = sizeOf(moved, before, unit, format, t)
  const direction = size === null ? 'same' : moved > 0 ? 'up' : 'down'
  const meaning =
    direction === 'same' || more === 'neither' ? 'neutral' : (direction === 'up') === (more === 'good') ? 'good' : 'bad'
  return (
    <span className={styles.change}>
      {label}{' '}
      <span className={styles[meaning]}>
        {direction === 'same' ? t('change.same') : `${direction === 'up' ? '▲' : '▼'} ${size}`}
      </span>
    </span>
  )
}

function sizeOf(
  moved: number,
  before: number,
  unit: ChangeProps['unit'],
  format: Format,
  t: (key: string, values: Record<string, string>) => string,
): string | null {
  if (unit === 'percent-points') {
    const points = Math.abs(moved) * 100
    return points < 0.05 ? null : t('change.points', { points: points.toFixed(1) })
  }
  if (moved === 0) return null
  if (before < PERCENT_FROM) return t('change.issues', { count: format.number(Math.abs(moved)) })
  return `${Math.max(1, Math.round((Math.abs(moved) / before) * 100))}%`
}
