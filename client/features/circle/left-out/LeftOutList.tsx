import { useTranslation } from 'react-i18next'
import { EmptyState } from '#client/ui/EmptyState.tsx'
import type { LeftOutGroup } from '#domain/contract/coverage.ts'
import { useNumbers } from '../use-numbers.ts'
import styles from './LeftOutList.module.css'

/** Groups shown at once; the rest is said in a number. */
const MOST_SHOWN = 40

export interface LeftOutListProps {
  groups: readonly LeftOutGroup[]
  minutes: number
  /** They reach none of all stations, not only not this one. */
  anywhere: boolean
  onChoose(group: LeftOutGroup): void
}

/** Who the circle claims and the walk denies, most households first; a tap flies there. */
export function LeftOutList({ groups, minutes, anywhere, onChoose }: LeftOutListProps) {
  const { t } = useTranslation('circle')
  const numbers = useNumbers()
  const left = groups
    .filter(({ byMinute }) => (byMinute[minutes] ?? 0) > 0)
    .sort((a, b) => (b.byMinute[minutes] ?? 0) - (a.byMinute[minutes] ?? 0))
  const more = left.length - MOST_SHOWN
  if (left.length === 0)
    return (
      <EmptyState
        title={t('leftOut.none')}
        hint={t(anywhere ? 'leftOut.noneAnywhere' : 'leftOut.noneHint', { minutes })}
      />
    )
  return (
    <ul className={styles.list}>
      {left.slice(0, MOST_SHOWN).map((group) => (
        <li key={`${group.kind}/${group.code}`}>
          <button type="button" onClick={() => onChoose(group)}>
            <span className={styles.name}>
              {t(`leftOut.place.${group.kind}`, { name: group.name })}
              <b>{t('households', { households: numbers.whole(group.byMinute[minutes] ?? 0) })}</b>
            </span>
            <Why group={group} minutes={minutes} anywhere={anywhere} />
          </button>
        </li>
      ))}
      {more > 0 && <li className={styles.more}>{t('leftOut.more', { count: more })}</li>}
    </ul>
  )
}

/** How long they walk, and the station that is nearer to them when there is one. */
function Why({ group, minutes, anywhere }: { group: LeftOutGroup; minutes: number; anywhere: boolean }) {
  const { t } = useTranslation('circle')
  const { nearest } = group
  const needed = group.walkByMinute[minutes] ?? null
  const walk = needed === null ? t('leftOut.noWay') : t('leftOut.walk', { minutes: needed, more: needed - minutes })
  return (
    <span className={styles.why}>
      {walk}
      {nearest && anywhere && <small>{t('leftOut.nearest', { station: nearest.name })}</small>}
      {nearest && !anywhere && nearest.minutes <= minutes && (
        <em>{t('leftOut.other', { station: nearest.name, minutes: nearest.minutes })}</em>
      )}
    </span>
  )
}
