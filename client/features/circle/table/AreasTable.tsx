import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type Column, SortTable } from '#client/ui/table/SortTable.tsx'
import { type SortValue, sortRows } from '#client/ui/table/sort-rows.ts'
import { useNumbers } from '../use-numbers.ts'
import { type AreaRow, elderlyWithin } from './area-rows.ts'
import { Change } from './Change.tsx'
import { SpreadBar } from './SpreadBar.tsx'
import styles from './TablePart.module.css'
import type { TableState } from './use-table-state.ts'

interface AreasTableProps {
  rows: readonly AreaRow[]
  minutes: number
  /** Whether anybody's age is known in this county. */
  ages: boolean
  state: TableState
  onChoose(row: AreaRow): void
  onPoint(row: AreaRow | null): void
}

const values: Record<string, (row: AreaRow) => SortValue> = {
  name: ({ name }) => name,
  households: ({ households }) => households,
  share: ({ share }) => share,
  leftOut: ({ leftOut }) => leftOut,
  spread: ({ medianMinutes }) => medianMinutes,
  elderly: ({ elderly, elderlyInside }) => (elderly && elderlyInside !== null ? elderlyInside / elderly : null),
  station: ({ station }) => station || null,
}

/** In the order that the address names; else who is worst served comes first. */
export function sortAreas(rows: readonly AreaRow[], order: TableState['order'], language: string): AreaRow[] {
  const readValue = order && values[order.column]
  return readValue
    ? sortRows(rows, readValue, order.descending, language)
    : sortRows(rows, ({ leftOut }) => leftOut, true, language)
}

/** Streets, communities, grids or micro-grids with who reaches a station and who does not. */
export function AreasTable({ rows, minutes, ages, state, onChoose, onPoint }: AreasTableProps) {
  const { t } = useTranslation('circle-table')
  const numbers = useNumbers()
  const columns = useMemo((): Column<AreaRow>[] => {
    const spreadWords = ({ spread }: AreaRow) =>
      t('spread', Object.fromEntries(spread.map((part, at) => [`part${at}`, numbers.whole(part)])))
    return [
      {
        id: 'name',
        title: t('column.name'),
        width: 'minmax(6rem, 1.2fr)',
        cell: ({ name, parent }) => (
          <>
            {name}
            {parent !== '' && <small className={styles.note}>{parent}</small>}
          </>
        ),
      },
      {
        id: 'households',
        title: t('column.households'),
        width: '3.5rem',
        numeric: true,
        cell: ({ households }) => numbers.whole(households),
      },
      {
        id: 'share',
        title: t('column.share', { minutes }),
        width: '4.75rem',
        numeric: true,
        cell: ({ share, inside, before }) => (
          <>
            {share === null ? t('nobody') : numbers.percent(share)}
            {before !== null && <Change value={inside - before} />}
          </>
        ),
      },
      {
        id: 'leftOut',
        title: t('column.leftOut'),
        width: '3.75rem',
        numeric: true,
        cell: ({ leftOut }) => numbers.whole(leftOut),
      },
      {
        id: 'spread',
        title: t('column.spread'),
        width: 'minmax(7.5rem, 1fr)',
        cell: (row) => (
          <span className={styles.spread}>
            <SpreadBar spread={row.spread} words={spreadWords(row)} />
            <small>{row.medianMinutes === null ? t('never') : t('median', { minutes: row.medianMinutes })}</small>
          </span>
        ),
      },
      ...(ages
        ? [
            {
              id: 'elderly',
              title: t('column.elderly'),
              width: '5.5rem',
              numeric: true,
              cell: ({ elderly, elderlyInside }: AreaRow) =>
                elderly === null || elderlyInside === null ? (
                  t('withheld')
                ) : (
                  <>
                    {t('of', { part: numbers.whole(elderlyInside), whole: numbers.whole(elderly) })}
                    <small className={styles.note}>{t('elderlyWithin', { minutes: elderlyWithin(minutes) })}</small>
                  </>
                ),
            },
          ]
        : []),
      {
        id: 'station',
        title: t('column.station'),
        width: 'minmax(6rem, 1fr)',
        cell: ({ station, others }) =>
          station === '' ? t('noStation') : t(others > 0 ? 'stationAndOthers' : 'station', { station, count: others }),
      },
    ]
  }, [t, numbers, minutes, ages])
  return (
    <SortTable
      label={t(`label.${state.level}`)}
      columns={columns}
      rows={rows}
      keyOf={codeOf}
      order={state.order ?? { column: 'leftOut', descending: true }}
      onOrder={state.setOrder}
      selected={state.selected === '' ? null : state.selected}
      onChoose={onChoose}
      onPoint={onPoint}
    />
  )
}

const codeOf = ({ code }: AreaRow) => code
