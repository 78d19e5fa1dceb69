import { useTranslation } from 'react-i18next'
import styles from './Marks.module.css'
import day from './MonthTable.module.css'

const marks = [
  { key: 'working', look: undefined, mark: null },
  { key: 'rest', look: day.rest, mark: null },
  { key: 'holiday', look: day.rest, mark: 'off' },
  { key: 'makeUp', look: undefined, mark: 'on' },
  { key: 'own', look: day.own, mark: null },
  { key: 'unsaved', look: day.edited, mark: null },
] as const

/** What the looks of a day mean. */
export function Marks() {
  const { t } = useTranslation('calendar')
  return (
    <ul className={styles.marks}>
      {marks.map(({ key, look, mark }) => (
        <li key={key}>
          <span
            className={[day.day, styles.sample, look].filter(Boolean).join(' ')}
            data-mark={mark === null ? undefined : t(`mark.${mark}`)}
            aria-hidden="true"
          >
            1
          </span>
          {t(`legend.${key}`)}
        </li>
      ))}
    </ul>
  )
}
