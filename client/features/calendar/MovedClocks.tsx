import { useTranslation } from 'react-i18next'
import type { ClocksMoved } from '#domain/contract/calendar.ts'
import styles from './SaveDialog.module.css'

/** How a changed calendar moves the clocks of open issues. */
export function MovedClocks({ clocks }: { clocks: ClocksMoved }) {
  const { t, i18n } = useTranslation('calendar')
  const moment = new Intl.DateTimeFormat(i18n.language, {
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  })
  const { open, later, earlier, examples } = clocks
  return (
    <div role="status">
      <p className={styles.sentence}>{t('moved', { open, later, earlier })}</p>
      <p className={styles.note}>{t('movedNote')}</p>
      {examples.length > 0 && (
        <table className={styles.examples}>
          <thead>
            <tr>
              <th scope="col">{t('column.issue')}</th>
              <th scope="col">{t('column.clock')}</th>
              <th scope="col">{t('column.from')}</th>
              <th scope="col">{t('column.to')}</th>
            </tr>
          </thead>
          <tbody>
            {examples.map(({ number, title, clock, from, to }) => (
              <tr key={number + clock}>
                <th scope="row">
                  {title}
                  <small>{number}</small>
                </th>
                <td>{t(`clock.${clock}`)}</td>
                <td>{moment.format(new Date(from))}</td>
                <td>{moment.format(new Date(to))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  )
}
