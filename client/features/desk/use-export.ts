import { useCallback, useEffect, useRef, useState } from 'react'
import { call } from '#client/api.ts'
import { serverNow } from '#client/state/live.ts'
import { saveFile } from '#client/ui/save-file.ts'
import { createFileWriter, type FileFormat, type SheetCells } from '#client/ui/sheet/file-writer.ts'
import { type IssueSummary, listIssues } from '#domain/contract/issue.ts'
import type { IssueQuery } from './desk-filter.ts'
import { MOST_ROWS } from './queue.ts'

const PAGE = 500

export interface ExportState {
  /** Rows that have been read; null while nothing is exported. */
  rows: number | null
  start(format: FileFormat): void
  stop(): void
}

export interface ExportWords {
  /** Without its ending. */
  fileName: string
  head: readonly string[]
  cells(issue: IssueSummary, now: number): SheetCells
  /** Called at the end: `whole` is false where the queue is longer than a file may be. */
  onDone(result: { state: 'saved'; rows: number; whole: boolean } | { state: 'failed' }): void
}

/** Saves the whole queue as a file, read page by page. */
export function useExport(county: string, query: IssueQuery | null, words: ExportWords): ExportState {
  const [rows, setRows] = useState<number | null>(null)
  const running = useRef<AbortController | null>(null)
  const newest = useRef(words)
  newest.current = words
  useEffect(() => () => running.current?.abort(), [])

  const stop = useCallback(() => {
    running.current?.abort()
    running.current = null
    setRows(null)
  }, [])
  const start = useCallback(
    (format: FileFormat) => {
      if (query === null || running.current) return
      const stopped = new AbortController()
      running.current = stopped
      setRows(0)
      void (async () => {
        const { head, cells, fileName, onDone } = newest.current
        const file = createFileWriter(format, head)
        try {
          let count = 0
          let cursor: string | undefined
          for (;;) {
            const page = await call(listIssues, {
              query: { ...query, county, limit: PAGE, ...(cursor === undefined ? {} : { cursor }) },
              signal: stopped.signal,
            })
            const now = serverNow()
            file.add(page.issues.map((issue) => cells(issue, now)))
            count += page.issues.length
            setRows(count)
            if (page.next === null || count >= MOST_ROWS) {
              const made = await file.end()
              if (stopped.signal.aborted) return
              saveFile(made, `${fileName}.${format}`)
              onDone({ state: 'saved', rows: count, whole: page.next === null })
              break
            }
            cursor = page.next
          }
        } catch {
          file.stop()
          if (!stopped.signal.aborted) onDone({ state: 'failed' })
        }
        if (running.current === stopped) stop()
      })()
    },
    [county, query, stop],
  )
  return { rows, start, stop }
}
