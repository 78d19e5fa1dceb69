import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import type { Position } from '#domain/contract/common.ts'
import type { compareScenarios } from '#domain/contract/scenario.ts'
import { useNumbers } from '../use-numbers.ts'
import styles from './ComparePart.module.css'

const MOST_SHOWN = 12

interface GroupChangesProps {
  groups: z.output<typeof compareScenarios.answer>['groups']
  /** Name of the side that the others are held against. */
  base: string
  onChoose(place: Position): void
}

/** Compounds, streets and grids whose households gain or lose their walk; the map marks them, a press flies there. */
export function GroupChanges({ groups, base, onChoose }: GroupChangesProps) {
  const { t } = useTranslation('circle-compare')
  const numbers = useNumbers()
  const gained = groups.reduce((sum, group) => sum + group.gained, 0)
  const lost = groups.reduce((sum, group) => sum + group.lost, 0)
  return (
    <section className={styles.groups}>
      <h3>{t('groups', { gained: numbers.whole(gained), lost: numbers.whole(lost), base })}</h3>
      <ul>
        {groups.slice(0, MOST_SHOWN).map(({ kind, code, name, gained, lost, position }) => (
          <li key={`${kind}/${code}`}>
            <button type="button" onClick={() => onChoose(position)}>
              <span>{t(`circle:leftOut.place.${kind}`, { name })}</span>
              {gained > 0 && <b data-look="more">{t('gained', { households: numbers.whole(gained) })}</b>}
              {lost > 0 && <b data-look="fewer">{t('lost', { households: numbers.whole(lost) })}</b>}
            </button>
          </li>
        ))}
      </ul>
      {groups.length > MOST_SHOWN && <p>{t('moreGroups', { count: groups.length - MOST_SHOWN })}</p>}
    </section>
  )
}
