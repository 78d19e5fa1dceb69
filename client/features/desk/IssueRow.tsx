import type { TFunction } from 'i18next'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '#client/state/view.ts'
import { ClockShape } from '#client/ui/ClockShape.tsx'
import type { CardFormat } from '#client/ui/use-card-format.ts'
import { clockStateOf, type IssueSummary } from '#domain/contract/issue.ts'
import styles from './IssueTable.module.css'

/** Columns of the table in their order; the narrow look puts them in two lines. */
export const columns = ['number', 'clock', 'category', 'place', 'area', 'filed', 'state', 'source'] as const

export interface IssueRowProps {
  id: string
  issue: IssueSummary
  /** Place in the queue, from 0. */
  at: number
  /** Where keys stand. */
  current: boolean
  /** Its card is open. */
  selected: boolean
  /** Chosen for an act on many; null where nothing can be chosen. */
  chosen: boolean | null
  /** It is in the queue no longer. */
  left: boolean
  /** By the server's clock, milliseconds since 1970. */
  now: number
  format: CardFormat
  /** Prints when it was filed, in the county's time zone. */
  filed: Intl.DateTimeFormat
}

/** One issue of the queue: eight cells of one row, and a box to choose it where that has a use. */
export const IssueRow = memo(function IssueRow(props: IssueRowProps) {
  const { id, issue, at, current, selected, chosen, left, now, format, filed } = props
  const { t } = useTranslation('desk')
  const chinese = useLanguage() === 'zh'
  const clock = clockStateOf(issue, now)
  const area = issue.gridName || issue.communityName || issue.streetName
  const category = chinese ? issue.categoryName : issue.categoryNameEn || issue.categoryName
  const texts: Record<(typeof columns)[number], string> = {
    number: issue.number,
    clock: clockWords(issue, now, format, t),
    category,
    place: issue.place,
    area: area === '' ? t('area.outside') : area,
    filed: filed.format(new Date(issue.filedAt)),
    state: left ? t('table.left', { state: t(`card:state.${issue.state}`) }) : t(`card:state.${issue.state}`),
    source: t(`card:source.${issue.source}`),
  }
  return (
    <tr
      id={id}
      aria-rowindex={at + 2}
      aria-selected={current}
      className={styles.row}
      data-at={at}
      data-current={current || undefined}
      data-selected={selected || undefined}
      data-chosen={chosen || undefined}
      data-left={left || undefined}
      data-clock={clock}
    >
      {chosen !== null && (
        <td className={styles.cell} data-column="check">
          <input
            type="checkbox"
            tabIndex={-1}
            readOnly
            checked={chosen}
            aria-label={t('table.choose', { number: issue.number })}
          />
        </td>
      )}
      {columns.map((column) => (
        <td key={column} className={styles.cell} data-column={column} title={texts[column]}>
          {/* an element more in each cell costs a scroll a quarter of its layout */}
          {column === 'clock' ? (
            <>
              <ClockShape clock={clock} />
              <span>{texts.clock}</span>
              {issue.emergency && clock !== 'stopped' && <em title={t('card:emergency')}>{t('urgent')}</em>}
            </>
          ) : (
            texts[column]
          )}
        </td>
      ))}
    </tr>
  )
})

/** What the clock says in words: how long is left, by how much it is over, or that it stands. */
function clockWords(issue: IssueSummary, now: number, format: CardFormat, t: TFunction<'desk'>): string {
  const ended = issue.finishedAt ?? issue.closedAt
  if (ended !== null) return t(Date.parse(ended) <= Date.parse(issue.finishBy) ? 'clock.inTime' : 'clock.tooLate')
  if (issue.state === 'suspended') return t('clock.suspended')
  const left = Date.parse(issue.finishBy) - now
  return t(left < 0 ? 'clock.over' : 'clock.left', { duration: format.duration(Math.abs(left)) })
}
