import {
  type KeyboardEventHandler,
  type MouseEventHandler,
  type Ref,
  useEffect,
  useId,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#client/ui/Button.tsx'
import { Spinner } from '#client/ui/Spinner.tsx'
import { rowWindow, scrollToShow } from '#client/ui/table/row-window.ts'
import type { CardFormat } from '#client/ui/use-card-format.ts'
import type { IssueSummary } from '#domain/contract/issue.ts'
import { columns, IssueRow } from './IssueRow.tsx'
import styles from './IssueTable.module.css'
import type { Queue } from './queue.ts'
import type { Chosen } from './use-chosen.ts'
import type { QueueState } from './use-queue.ts'

/** Rem; the look is chosen by the room there is. */
const ROW_REM = { wide: 2.25, narrow: 3.375 } as const
const WIDE_REM = 50
/** Rows left below the last one seen when the next page is asked for. */
const AHEAD_ROWS = 60
/** Rows are drawn anew after so many, fewer than stand ready around the window. */
const STEP_ROWS = 4
/** Rows that stand ready above and below: a step and one more. Each costs every step its share of a frame. */
const READY_ROWS = STEP_ROWS + 1

export interface IssueTableProps {
  queue: Queue
  more: QueueState
  /** Changes with each queue that was begun: the table stands at its top again. */
  turn: number
  /** Number of the issue that keys stand on, and of the one whose card is open. */
  current: string | null
  selected: string | null
  /** Rows chosen for an act on many; null where nothing can be chosen. */
  chosen: Chosen | null
  now: number
  format: CardFormat
  filed: Intl.DateTimeFormat
  /** Steps of keys, in rows; to the first and last row by an infinite step. */
  onStep(rows: number): void
  onChoose(issue: IssueSummary): void
  /** Enter: opens the card of the current row. */
  onOpen(): void
  onMore(): void
  ref?: Ref<TableHand>
}

export interface TableHand {
  focus(): void
}

/** The queue as a grid of rows of one height, of which only those near the window are drawn. */
export function IssueTable(props: IssueTableProps) {
  const { queue, more, turn, current, selected, chosen, now, format, filed, onStep, onChoose, onOpen, onMore, ref } =
    props
  const { t } = useTranslation('desk')
  const { rows, left, next } = queue
  const id = useId()
  const grid = useRef<HTMLTableElement>(null)
  const head = useRef<HTMLTableSectionElement>(null)
  const [size, setSize] = useState({ width: 0, height: 0, rem: 16 })
  const [scrollTop, setScrollTop] = useState(0)
  const wide = size.width >= WIDE_REM * size.rem
  const height = Math.round(ROW_REM[wide ? 'wide' : 'narrow'] * size.rem)
  const { first, end } = rowWindow(scrollTop, size.height, height, rows.length, READY_ROWS)
  // a hundred thousand rows are not gone through at every step of a scroll
  const at = useMemo(
    () => (current === null ? -1 : rows.findIndex((issue) => issue.number === current)),
    [rows, current],
  )

  useImperativeHandle(ref, () => ({ focus: () => grid.current?.focus({ preventScroll: true }) }), [])

  useLayoutEffect(() => {
    const element = grid.current
    if (!element) return
    const measure = () =>
      setSize({
        width: element.clientWidth,
        // the head stays above the rows
        height: element.clientHeight - (head.current?.offsetHeight ?? 0),
        rem: Number.parseFloat(getComputedStyle(document.documentElement).fontSize),
      })
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    measure()
    return () => observer.disconnect()
  }, [])

  // biome-ignore lint/correctness/useExhaustiveDependencies: each queue that was begun stands at its top
  useLayoutEffect(() => {
    if (grid.current) grid.current.scrollTop = 0
  }, [turn])

  // what is chosen is seen, also when rows came above it
  useLayoutEffect(() => {
    const element = grid.current
    if (!element || at < 0 || size.height === 0) return
    element.scrollTop = scrollToShow(at, element.scrollTop, size.height, height)
  }, [at, height, size.height])

  const nearEnd = next !== null && end + AHEAD_ROWS >= rows.length
  useEffect(() => {
    if (nearEnd && more === 'ready' && size.height > 0) onMore()
  }, [nearEnd, more, size.height, onMore])

  const keys: KeyboardEventHandler = (event) => {
    if (event.target !== grid.current || event.altKey) return
    if (chosen && chooses(event, chosen, at)) return event.preventDefault()
    if (event.ctrlKey || event.metaKey) return
    const page = Math.max(1, Math.floor(size.height / height) - 1)
    const steps: Record<string, number> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: page,
      PageUp: -page,
      Home: Number.NEGATIVE_INFINITY,
      End: Number.POSITIVE_INFINITY,
    }
    const step = steps[event.key]
    if (step === undefined && event.key !== 'Enter') return
    event.preventDefault()
    if (step === undefined) return onOpen()
    if (chosen && event.shiftKey && at >= 0) chosen.extend(at, Math.min(rows.length - 1, Math.max(0, at + step)))
    onStep(step)
  }

  const clicked: MouseEventHandler = (event) => {
    const row = event.target instanceof Element ? event.target.closest('tr[data-at]') : null
    const issue = row instanceof HTMLElement ? rows[Number(row.dataset.at)] : undefined
    if (!issue) return
    const boxed = event.target instanceof Element && event.target.closest('[data-column="check"]')
    if (chosen && boxed) chosen.toggle(rows.indexOf(issue), event.shiftKey)
    else onChoose(issue)
  }

  return (
    <table
      ref={grid}
      {...gridOf(queue, at >= first && at < end ? `${id}-${at}` : undefined)}
      aria-label={t('table.label')}
      className={styles.table}
      data-look={wide ? 'wide' : 'narrow'}
      data-boxes={chosen !== null || undefined}
      style={{ '--row': `${height}px` }}
      onKeyDown={keys}
      onClick={clicked}
      onScroll={(event) => setScrollTop(stepDown(event.currentTarget.scrollTop, STEP_ROWS * height))}
    >
      <thead ref={head} className={styles.head}>
        <tr className={styles.row}>
          {chosen && (
            <th scope="col" className={styles.cell} data-column="check">
              <input
                type="checkbox"
                checked={rows.length > 0 && chosen.numbers.size >= rows.length}
                aria-label={t('table.chooseAll')}
                onChange={chosen.toggleAll}
              />
            </th>
          )}
          {columns.map((column) => (
            <th
              key={column}
              scope="col"
              aria-sort={sortOf(column, queue.order)}
              className={styles.cell}
              data-column={column}
            >
              {t(`column.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className={styles.body} style={{ height: rows.length * height, paddingTop: first * height }}>
        {rows.slice(first, end).map((issue, index) => (
          <IssueRow
            // rows made anew, or each moved by a style of its own, cost a fast scroll ten times as much as other words
            // biome-ignore lint/suspicious/noArrayIndexKey: the same elements show whatever rows are near
            key={index}
            id={`${id}-${first + index}`}
            issue={issue}
            at={first + index}
            current={issue.number === current}
            selected={issue.number === selected}
            chosen={chosen?.numbers.has(issue.number) ?? null}
            left={left.has(issue.number)}
            now={now}
            format={format}
            filed={filed}
          />
        ))}
        {next !== null && (
          <tr className={styles.more}>
            <td>
              {more === 'failed' && <Button onClick={onMore}>{t('table.retry')}</Button>}
              {more === 'loading' && <Spinner />}
            </td>
          </tr>
        )}
      </tbody>
    </table>
  )
}

/** Space chooses the row that keys stand on, with Shift all from the last one; Ctrl A all that are read. */
function chooses(
  event: { key: string; shiftKey: boolean; ctrlKey: boolean; metaKey: boolean },
  chosen: Chosen,
  at: number,
) {
  const command = event.ctrlKey || event.metaKey
  if (event.key === ' ' && !command && at >= 0) chosen.toggle(at, event.shiftKey)
  else if (event.key === 'a' && command) chosen.toggleAll()
  else return false
  return true
}

function stepDown(value: number, step: number): number {
  return Math.floor(value / step) * step
}

/** Rows come and go: the grid itself holds the focus and names the row that keys stand on. */
function gridOf({ rows, next }: Queue, activeRow: string | undefined) {
  return {
    role: 'grid',
    tabIndex: 0,
    'aria-rowcount': next === null ? rows.length + 1 : -1,
    'aria-activedescendant': activeRow,
  }
}

function sortOf(column: (typeof columns)[number], order: Queue['order']): 'ascending' | 'descending' | undefined {
  if (column === 'filed' && order === 'newest') return 'descending'
  return column === 'clock' && order === 'soonest' ? 'ascending' : undefined
}
