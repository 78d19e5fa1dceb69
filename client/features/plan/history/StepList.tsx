import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { goToStep } from '../open-plan.ts'
import type { OpenDraft } from '../plan-desk.ts'
import styles from './StepList.module.css'
import { namesOf, stepWords } from './step-words.ts'

/** Height of a row, rem; also in the style sheet. */
const ROW_REM = 2.25
const MARGIN_ROWS = 8

/** All steps in words, those undone below in grey; a click goes to the state after it. Only rows in sight are drawn. */
export function StepList({ open }: { open: OpenDraft }) {
  const { t } = useTranslation('plan-tools')
  const { work, others } = open
  const list = useRef<HTMLDivElement>(null)
  const [seen, setSeen] = useState({ top: 0, height: 600 })
  const operations = useMemo(
    () => [...work.steps.map((step) => step.operation), ...work.undone.toReversed()],
    [work.steps, work.undone],
  )
  const names = useMemo(() => namesOf(work), [work])
  const row = ROW_REM * Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
  const first = Math.max(0, Math.floor(seen.top / row) - MARGIN_ROWS)
  const last = Math.min(operations.length + 1, Math.ceil((seen.top + seen.height) / row) + MARGIN_ROWS)
  const now = work.steps.length

  useLayoutEffect(() => {
    const element = list.current
    if (element) setSeen({ top: element.scrollTop, height: element.clientHeight })
  }, [])
  // the step where the draft stands comes into sight when it changes
  useEffect(() => {
    const element = list.current
    if (!element) return
    const at = now * row
    if (at < element.scrollTop || at + row > element.scrollTop + element.clientHeight)
      element.scrollTop = at - element.clientHeight / 2
  }, [now, row])

  return (
    <div
      ref={list}
      className={styles.list}
      onScroll={({ currentTarget }) => setSeen({ top: currentTarget.scrollTop, height: currentTarget.clientHeight })}
    >
      <ol style={{ height: `${(operations.length + 1) * ROW_REM}rem` }}>
        {Array.from({ length: last - first }, (_, i) => first + i).map((count) => {
          const operation = operations[count - 1]
          return (
            <li key={count} style={{ top: `${count * ROW_REM}rem` }}>
              <button
                type="button"
                data-undone={count > now || undefined}
                aria-current={count === now ? 'step' : undefined}
                onClick={() => goToStep(count)}
              >
                <i>{count}</i>
                <span>{operation ? stepWords(t, operation, names) : t('step.begin', { day: open.base.asOf })}</span>
                {operation && others.has(operation) && <small>{t('history.other')}</small>}
                {count > now && <small>{t('history.undone')}</small>}
              </button>
            </li>
          )
        })}
      </ol>
    </div>
  )
}
