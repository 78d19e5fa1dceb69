import { useTranslation } from 'react-i18next'
import styles from './ComparePart.module.css'
import { DRAFT, MOST_SIDES, TODAY } from './sides.ts'

interface SideChoiceProps {
  /** Names of scenarios by id. */
  scenarios: ReadonlyMap<string, string>
  /** Whether there are changes on the table that are not saved. */
  changed: boolean
  sides: readonly string[]
  onToggle(side: string): void
}

/** What is held against what: today, the changes on the table, named scenarios. The first one chosen is the measure. */
export function SideChoice({ scenarios, changed, sides, onToggle }: SideChoiceProps) {
  const { t } = useTranslation('circle-compare')
  const offered = [
    { name: TODAY, text: t('today') },
    ...(changed || sides.includes(DRAFT) ? [{ name: DRAFT, text: t('draft') }] : []),
    ...[...scenarios].map(([name, text]) => ({ name, text })),
  ]
  const full = sides.length >= MOST_SIDES
  return (
    <fieldset className={styles.sides}>
      <legend>{t('sides', { count: MOST_SIDES })}</legend>
      {offered.map(({ name, text }) => {
        const at = sides.indexOf(name)
        return (
          <label key={name} title={full && at < 0 ? t('full', { count: MOST_SIDES }) : undefined}>
            <input type="checkbox" checked={at >= 0} disabled={full && at < 0} onChange={() => onToggle(name)} />
            <span>
              {text}
              {at === 0 && <small>{t('measure')}</small>}
            </span>
          </label>
        )
      })}
    </fieldset>
  )
}
