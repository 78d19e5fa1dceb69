import { useCallback, useMemo, useRef, useState } from 'react'
import type { IssueSummary } from '#domain/contract/issue.ts'

export interface Chosen {
  numbers: ReadonlySet<string>
  /** Chooses a row or lets go of it; with `range`, all rows from the one that was pressed last. */
  toggle(at: number, range: boolean): void
  /** Chooses all rows between two, both included. */
  extend(from: number, to: number): void
  /** All rows that are read; none when all were. */
  toggleAll(): void
  /** Keeps those alone. */
  keep(numbers: readonly string[]): void
}

const none: ReadonlySet<string> = new Set()

/** Rows chosen for an act on all of them. They stay chosen when the queue moves on: what is chosen is a number, not a place. */
export function useChosen(rows: readonly IssueSummary[]): Chosen {
  const [numbers, setNumbers] = useState(none)
  const anchor = useRef<string | null>(null)
  const newest = useRef(rows)
  newest.current = rows

  const extend = useCallback((from: number, to: number) => {
    const part = newest.current.slice(Math.max(0, Math.min(from, to)), Math.max(from, to) + 1)
    setNumbers((before) => new Set([...before, ...part.map((row) => row.number)]))
  }, [])
  const toggle = useCallback(
    (at: number, range: boolean) => {
      const row = newest.current[at]
      if (!row) return
      const start = range ? newest.current.findIndex((one) => one.number === anchor.current) : -1
      anchor.current = row.number
      if (start >= 0) return extend(start, at)
      setNumbers((before) => {
        const after = new Set(before)
        if (!after.delete(row.number)) after.add(row.number)
        return after
      })
    },
    [extend],
  )
  const toggleAll = useCallback(
    () =>
      setNumbers((before) => {
        const all = newest.current
        return all.every((row) => before.has(row.number)) ? none : new Set(all.map((row) => row.number))
      }),
    [],
  )
  const keep = useCallback((kept: readonly string[]) => setNumbers(new Set(kept)), [])
  return useMemo(() => ({ numbers, toggle, extend, toggleAll, keep }), [numbers, toggle, extend, toggleAll, keep])
}
