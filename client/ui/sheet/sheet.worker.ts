import writeXlsxFile from 'write-excel-file/browser'
import type { SheetCells } from './file-writer.ts'

/** What the page sends: the head, rows as they are read, and the word that all have come. */
export type SheetMessage = { head: readonly string[] } | { rows: readonly SheetCells[] } | { end: true }

const NARROW = 14
const data: (string | number | null | { value: string; fontWeight: 'bold' })[][] = []

/** Makes the spreadsheet away from the page: a hundred thousand rows take seconds. */
self.onmessage = async ({ data: message }: MessageEvent<SheetMessage>) => {
  if ('head' in message) data.push(message.head.map((value) => ({ value, fontWeight: 'bold' as const })))
  else if ('rows' in message) for (const row of message.rows) data.push([...row])
  else {
    // texts are cells of text, never formulas: `=1+1` stays what was typed
    const blob = await writeXlsxFile(data, {
      stickyRowsCount: 1,
      columns: (data[0] ?? []).map(() => ({ width: NARROW })),
    }).toBlob()
    self.postMessage(blob)
  }
}
