import { useCallback, useMemo, useSyncExternalStore } from 'react'
import { readParameter, subscribeAddress, writeParameter } from '#client/address.ts'
import { type DeskFilter, emptyFilter, filterKeys, printFilter, readFilter } from './desk-filter.ts'

export interface FilterInAddress {
  filter: DeskFilter
  change(part: Partial<DeskFilter>): void
  /** Everything but the order as it was before anybody chose. */
  clear(): void
}

/** The filter of the queue, kept in the address. */
export function useDeskFilter(): FilterInAddress {
  const text = useSyncExternalStore(subscribeAddress, readText)
  const filter = useMemo(() => {
    const texts = new URLSearchParams(text)
    return readFilter((key) => texts.get(key))
  }, [text])
  const change = useCallback((part: Partial<DeskFilter>) => {
    const printed = printFilter({ ...readFilter(readParameter), ...part })
    for (const key of filterKeys) writeParameter(key, printed[key])
    // what has been changed is that view no longer
    writeParameter('view', null)
  }, [])
  const clear = useCallback(() => {
    const { order: _, ...rest } = emptyFilter
    change(rest)
  }, [change])
  return { filter, change, clear }
}

function readText(): string {
  const texts = new URLSearchParams()
  for (const key of filterKeys) {
    const text = readParameter(key)
    if (text !== null) texts.set(key, text)
  }
  return texts.toString()
}
