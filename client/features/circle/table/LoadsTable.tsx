import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type Column, SortTable } from '#client/ui/table/SortTable.tsx'
import { type SortValue, sortRows } from '#client/ui/table/sort-rows.ts'
import { useNumbers } from '../use-numbers.ts'
import type { LoadRow } from './area-rows.ts'
import { Change } from './Change.tsx'
import styles from './TablePart.module.css'
import type { TableState } from './use-table-state.ts'

interface LoadsTableProps {
  rows: readonly LoadRow[]
  state: TableState
  onChoose(row: LoadRow): void
}

const values: Record<string, (row: LoadRow) => SortValue> = {
  name: ({ name }) => name,
  households: ({ households }) => households,
  capacity: ({ capacityHouseholds }) => capacityHouseholds,
  load: ({ load }) => load,
  withSecond: ({ withSecond }) => withSecond,
}

/** In the order that the address names; else the heaviest load first. */
export function sortLoads(rows: readonly LoadRow[], order: TableState['order'], language: string): LoadRow[] {
  const readValue = order && values[order.column]
  return readValue
    ? sortRows(rows, readValue, order.descending, language)
    : sortRows(rows, ({ load }) => load, true, language)
}

/** Stations with the households that come to each, beside what it can serve and who has another within reach. */
export function LoadsTable({ rows, state, onChoose }: LoadsTableProps) {
  const { t } = useTranslation('circle-table')
  const numbers = useNumbers()
  const columns = useMemo(
    (): Column<LoadRow>[] => [
      {
        id: 'name',
        title: t('column.stationName'),
        width: 'minmax(8rem, 1.6fr)',
        cell: ({ name, level }) => (
          <>
            {name}
            {level !== '' && <small className={styles.note}>{level}</small>}
          </>
        ),
      },
      {
        id: 'households',
        title: t('column.nearest'),
        width: '6.5rem',
        numeric: true,
        cell: ({ households, before }) => (
          <>
            {numbers.whole(households)}
            {before !== null && <Change value={households - before} />}
          </>
        ),
      },
      {
        id: 'capacity',
        title: t('column.capacity'),
        width: '5rem',
        numeric: true,
        cell: ({ capacityHouseholds }) =>
          capacityHouseholds === null ? t('unknown') : numbers.whole(capacityHouseholds),
      },
      {
        id: 'load',
        title: t('column.load'),
        width: '5.5rem',
        numeric: true,
        cell: ({ load }) =>
          load === null ? (
            ''
          ) : (
            <span data-over={load > 1 || undefined}>{t('load', { load: numbers.percent(load) })}</span>
          ),
      },
      {
        id: 'withSecond',
        title: t('column.withSecond'),
        width: '6rem',
        numeric: true,
        cell: ({ withSecond }) => numbers.whole(withSecond),
      },
    ],
    [t, numbers],
  )
  return (
    <SortTable
      label={t('label.station')}
      columns={columns}
      rows={rows}
      keyOf={codeOf}
      order={state.order ?? { column: 'load', descending: true }}
      onOrder={state.setOrder}
      selected={state.selected === '' ? null : state.selected}
      onChoose={onChoose}
    />
  )
}

const codeOf = ({ code }: LoadRow) => code
