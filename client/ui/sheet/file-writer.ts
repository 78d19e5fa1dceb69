import { BYTE_ORDER_MARK, csvLine } from './csv.ts'
import type { SheetMessage } from './sheet.worker.ts'

export type FileFormat = 'csv' | 'xlsx'
export type SheetCells = readonly (string | number | null)[]

/** Takes rows as they are read and makes a file of them. */
export interface FileWriter {
  add(rows: readonly SheetCells[]): void
  end(): Promise<Blob>
  /** Lets go of what was begun. */
  stop(): void
}

export function createFileWriter(format: FileFormat, head: readonly string[]): FileWriter {
  return format === 'csv' ? csvWriter(head) : sheetWriter(head)
}

function csvWriter(head: readonly string[]): FileWriter {
  const parts = [BYTE_ORDER_MARK, csvLine(head)]
  return {
    add: (rows) => void parts.push(rows.map(csvLine).join('')),
    end: async () => new Blob(parts, { type: 'text/csv;charset=utf-8' }),
    stop: () => undefined,
  }
}

/** In a worker: the page stays free while the sheet is written. */
function sheetWriter(head: readonly string[]): FileWriter {
  const worker = new Worker(new URL('./sheet.worker.ts', import.meta.url), { type: 'module' })
  const send = (message: SheetMessage) => worker.postMessage(message)
  send({ head })
  return {
    add: (rows) => send({ rows }),
    end: () =>
      new Promise((resolve, reject) => {
        worker.onmessage = ({ data }: MessageEvent<Blob>) => {
          worker.terminate()
          resolve(data)
        }
        worker.onerror = (event) => {
          worker.terminate()
          reject(new Error(event.message))
        }
        send({ end: true })
      }),
    stop: () => worker.terminate(),
  }
}
