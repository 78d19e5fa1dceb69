import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { afterPicture } from '#client/map/after-picture.ts'
import { useMapView } from '#client/map/use-map-view.ts'
import { useKeys } from '#client/state/keys.ts'
import { select, useSelection } from '#client/state/selection.ts'
import type { IssueSummary } from '#domain/contract/issue.ts'
import { bringIntoView } from './bring-into-view.ts'
import type { TableHand } from './IssueTable.tsx'
import type { QueueShown } from './use-queue.ts'

/** Keys held down run through rows: the map and an open card follow when they rest this long, milliseconds. */
const REST_MILLISECONDS = 140

export interface QueueKeys {
  /** Number of the issue that keys stand on. */
  current: string | null
  /** Number of the issue whose card is open. */
  selected: string | null
  /** Where keys came to rest while no card is open. */
  preview: IssueSummary | null
  table: RefObject<TableHand | null>
  step(rows: number): void
  choose(issue: IssueSummary): void
  /** Opens the card of the current row. */
  open(): void
}

/** Number of the issue that is selected, on the map or in the queue. */
export function useSelectedNumber(): string | null {
  const selection = useSelection()
  return selection?.layer === 'issue' ? selection.code : null
}

/** One place in the queue for keys, clicks and the map: J and K walk, Enter opens the card. `sheet`: cards are work sheets. */
export function useQueueKeys({ queue, tidy }: QueueShown, sheet: boolean): QueueKeys {
  const { t } = useTranslation('desk')
  const view = useMapView()
  const selected = useSelectedNumber()
  const [current, setCurrent] = useState(selected)
  // the map is drawn anew for its ring: while keys run it keeps the one before
  const [rested, setRested] = useState(selected)
  const table = useRef<TableHand>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const state = useRef({ rows: queue?.rows ?? [], current, selected })
  state.current = { rows: queue?.rows ?? [], current, selected }

  // a mark's click and a link select from outside
  useEffect(() => {
    if (selected === null) return
    setCurrent(selected)
    setRested(selected)
  }, [selected])
  useEffect(() => () => clearTimeout(timer.current), [])

  const step = useCallback(
    (by: number) => {
      const { rows, current: from, selected: open } = state.current
      const at = rows.findIndex((issue) => issue.number === from)
      const to = at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + by))
      const issue = rows[to]
      if (!issue) return
      state.current.current = issue.number
      setCurrent(issue.number)
      clearTimeout(timer.current)
      timer.current = setTimeout(() => {
        setRested(issue.number)
        if (open !== null) select({ layer: 'issue', code: issue.number })
        bringIntoView(view, issue.position, sheet)
      }, REST_MILLISECONDS)
    },
    [view, sheet],
  )
  const choose = useCallback(
    (issue: IssueSummary) => {
      clearTimeout(timer.current)
      setCurrent(issue.number)
      select({ layer: 'issue', code: issue.number })
      afterPicture(() => bringIntoView(view, issue.position, sheet))
      table.current?.focus()
    },
    [view, sheet],
  )
  const open = useCallback(() => {
    const { rows, current: number } = state.current
    const issue = rows.find((row) => row.number === number)
    if (issue) choose(issue)
  }, [choose])

  useKeys(
    useMemo(() => {
      const walk = (by: number) => () => {
        table.current?.focus()
        step(by)
      }
      return [
        { key: 'j', text: t('keys.next'), run: walk(1) },
        { key: 'k', text: t('keys.previous'), run: walk(-1) },
        { key: 'n', text: t('keys.tidy'), run: tidy },
      ]
    }, [t, step, tidy]),
  )

  const preview = useMemo(
    () => (selected === null ? (queue?.rows.find((issue) => issue.number === rested) ?? null) : null),
    [queue, selected, rested],
  )
  return { current, selected, preview, table, step, choose, open }
}
