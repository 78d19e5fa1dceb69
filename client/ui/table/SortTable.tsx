import { type KeyboardEvent, type ReactNode, useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { rowWindow, scrollToShow } from './row-window.ts'
import styles from './SortTable.module.css'
import type { Order } from './sort-rows.ts'

/** Rem; a finger hits a row. */
const ROW_REM = 2.75

export interface Column<Row> {
  id: string
  title: string
  /** A size of `grid-template-columns`. */
  width: string
  /** Figures stand at the right. */
  numeric?: boolean
  cell(row: Row): ReactNode
}

export interface SortTableProps<Row> {
  label: string
  columns: readonly Column<Row>[]
  /** In the order in which they are shown. */
  rows: readonly Row[]
  keyOf(row: Row): string
  order: Order | null
  onOrder(order: Order): void
  /** Key of the row that is shown on the map. */
  selected: string | null
  onChoose(row: Row): void
  /** The row under the pointer or the keys; null when there is none. */
  onPoint?(row: Row | null): void
}

/** A grid of rows of one height, sorted by its heads, of which only those near the window are drawn; arrow keys walk through, Enter chooses. */
export function SortTable<Row>(props: SortTableProps<Row>) {
  const { label, columns, rows, keyOf, order, onOrder, selected, onChoose, onPoint } = props
  const { t } = useTranslation('ui')
  const id = useId()
  const grid = useRef<HTMLTableElement>(null)
  const [size, setSize] = useState({ height: 0, rem: 16 })
  const [scrollTop, setScrollTop] = useState(0)
  const [at, setAt] = useState(-1)
  const height = Math.round(ROW_REM * size.rem)
  const { first, end } = rowWindow(scrollTop, size.height, height, rows.length)

  useLayoutEffect(() => {
    const element = grid.current
    if (!element) return
    const measure = () =>
      setSize({
        height: element.clientHeight - height,
        rem: Number.parseFloat(getComputedStyle(document.documentElement).fontSize),
      })
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    measure()
    return () => observer.disconnect()
  }, [height])

  // what was chosen elsewhere is seen
  useEffect(() => {
    const row = selected === null ? -1 : rows.findIndex((one) => keyOf(one) === selected)
    if (row >= 0) setAt(row)
  }, [selected, rows, keyOf])
  useLayoutEffect(() => {
    const element = grid.current
    if (element && at >= 0 && size.height > 0)
      element.scrollTop = scrollToShow(at, element.scrollTop, size.height, height)
  }, [at, size.height, height])

  const keys = (event: KeyboardEvent) => {
    if (event.target !== grid.current || event.altKey || event.ctrlKey || event.metaKey) return
    const row = rows[at]
    if (event.key === 'Enter' && row) return onChoose(row)
    const page = Math.max(1, Math.floor(size.height / height) - 1)
    const steps: Record<string, number> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: page,
      PageUp: -page,
      Home: -rows.length,
      End: rows.length,
    }
    const step = steps[event.key]
    if (step === undefined || rows.length === 0) return
    event.preventDefault()
    const next = Math.min(rows.length - 1, Math.max(0, at + step))
    setAt(next)
    onPoint?.(rows[next] ?? null)
  }

  const template = { '--columns': columns.map(({ width }) => width).join(' ') }
  return (
    <table
      ref={grid}
      {...asGrid(rows.length + 1, at >= first && at < end ? `${id}-${at}` : undefined)}
      aria-label={label}
      className={styles.table}
      style={template}
      onKeyDown={keys}
      onClick={(event) => {
        const row = rowOf(event.target)
        const chosen = rows[row]
        if (!chosen) return
        setAt(row)
        onChoose(chosen)
      }}
      onPointerMove={(event) => onPoint?.(rows[rowOf(event.target)] ?? null)}
      onPointerLeave={() => onPoint?.(null)}
      onBlur={() => onPoint?.(null)}
      onScroll={(event) => setScrollTop(event.currentTarget.scrollTop)}
    >
      <thead className={styles.head}>
        <tr className={styles.row} style={{ height }}>
          {columns.map(({ id: column, title, numeric }) => {
            const sorted = order?.column === column ? order : null
            return (
              <th
                key={column}
                scope="col"
                data-numeric={numeric}
                aria-sort={sorted ? (sorted.descending ? 'descending' : 'ascending') : 'none'}
              >
                <button
                  type="button"
                  title={t('table.sort', { column: title })}
                  onClick={() => onOrder({ column, descending: sorted ? !sorted.descending : numeric === true })}
                >
                  {title}
                </button>
              </th>
            )
          })}
        </tr>
      </thead>
      <tbody className={styles.body} style={{ height: rows.length * height }}>
        {rows.slice(first, end).map((row, index) => (
          <tr
            key={keyOf(row)}
            id={`${id}-${first + index}`}
            aria-rowindex={first + index + 2}
            aria-selected={keyOf(row) === selected}
            data-current={first + index === at || undefined}
            className={styles.row}
            data-at={first + index}
            style={{ height, top: (first + index) * height }}
          >
            {columns.map(({ id: column, numeric, cell }) => (
              <td key={column} data-numeric={numeric}>
                {cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Rows come and go: the grid itself holds the focus and names the row that keys stand on. */
function asGrid(rowCount: number, activeRow: string | undefined) {
  return { role: 'grid', tabIndex: 0, 'aria-rowcount': rowCount, 'aria-activedescendant': activeRow }
}

/** Number of the row that something in the table belongs to; -1 for its head and its empty room. */
function rowOf(target: EventTarget): number {
  const row = target instanceof Element ? target.closest('tr[data-at]') : null
  return row instanceof HTMLElement ? Number(row.dataset.at) : -1
}
