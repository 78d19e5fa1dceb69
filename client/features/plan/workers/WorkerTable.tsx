import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#client/ui/Button.tsx'
import { saveFile } from '#client/ui/save-file.ts'
import { createFileWriter } from '#client/ui/sheet/file-writer.ts'
import { type Column, SortTable } from '#client/ui/table/SortTable.tsx'
import { type Order, type SortValue, sortRows } from '#client/ui/table/sort-rows.ts'
import type { PlacedWorker, PlacedWorkers } from '#domain/contract/worker.ts'
import { useNumber } from '../use-number.ts'
import styles from './WorkersPanel.module.css'

export interface WorkerTableProps {
  placed: PlacedWorkers
  /** Id of the worker that is chosen. */
  chosen: string | null
  onChoose(person: string): void
}

const columnIds = ['name', 'grids', 'households', 'issues', 'open', 'mean', 'most', 'office'] as const
type ColumnId = (typeof columnIds)[number]

/** Workers with grids, load and minutes on foot; sorted by its heads, saved as CSV. */
export function WorkerTable({ placed, chosen, onChoose }: WorkerTableProps) {
  const { t, i18n } = useTranslation('plan-workers')
  const { number } = useNumber()
  const [order, setOrder] = useState<Order | null>(null)
  const names = useMemo(() => new Map(placed.grids.map(({ code, name }) => [code, name])), [placed])
  const gridsOf = ({ grids }: PlacedWorker) => grids.map((code) => names.get(code) ?? code).join(t('comma'))
  const whole = (value: number) => number.format(Math.round(value))
  const sortValueOf = (worker: PlacedWorker, column: ColumnId): SortValue => {
    if (column === 'grids') return gridsOf(worker)
    if (column === 'mean') return worker.meanMinutes
    if (column === 'most') return worker.mostMinutes
    return worker[column]
  }
  const over = ({ issues }: PlacedWorker) => issues > placed.issuesPerWorker
  const columns: Column<PlacedWorker>[] = columnIds.map((id) => ({
    id,
    title: t(`column.${id}`),
    width:
      id === 'name'
        ? '6rem'
        : id === 'grids'
          ? 'minmax(9rem, 1.6fr)'
          : id === 'office'
            ? 'minmax(8rem, 1fr)'
            : '4.75rem',
    ...(id === 'name' || id === 'grids' || id === 'office' ? {} : { numeric: true }),
    cell: (worker) => {
      if (id === 'name')
        return worker.placed ? (
          <span className={styles.placed} title={t('placed')}>
            {worker.name}
          </span>
        ) : (
          worker.name
        )
      if (id === 'households' || id === 'open') return whole(worker[id])
      if (id === 'issues')
        return over(worker) ? (
          <span className={styles.over} title={t('over', { most: number.format(placed.issuesPerWorker) })}>
            ▲ {whole(worker.issues)}
          </span>
        ) : (
          whole(worker.issues)
        )
      const value = sortValueOf(worker, id)
      return value === null || value === '' ? t('unknown') : typeof value === 'number' ? number.format(value) : value
    },
  }))
  const rows = order
    ? sortRows(
        placed.workers,
        (worker) => sortValueOf(worker, order.column as ColumnId),
        order.descending,
        i18n.language,
      )
    : placed.workers
  const save = async () => {
    const writer = createFileWriter(
      'csv',
      columnIds.map((id) => t(`column.${id}`)),
    )
    writer.add(rows.map((worker) => columnIds.map((id) => sortValueOf(worker, id))))
    saveFile(await writer.end(), `${t('file')}.csv`)
  }
  return (
    <>
      <div className={styles.table}>
        <SortTable
          label={t('table')}
          columns={columns}
          rows={rows}
          keyOf={({ person }) => person}
          order={order}
          onOrder={setOrder}
          selected={chosen}
          onChoose={({ person }) => onChoose(person)}
        />
      </div>
      <p className={styles.hint}>{t('meaning', { most: number.format(placed.issuesPerWorker) })}</p>
      <Button onClick={() => void save()} reason={rows.length === 0 ? t('nobody') : undefined}>
        {t('export')}
      </Button>
    </>
  )
}
