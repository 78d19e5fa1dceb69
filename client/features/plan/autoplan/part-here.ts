import type { Parted, PartTask } from '#domain/autoplan/part-grid.ts'
import PartWorker from './part.worker.ts?worker'

/** Parts a grid in a worker of this browser. Rejects when the worker fails. */
export function partHere(task: PartTask): Promise<Parted> {
  const worker = new PartWorker()
  return new Promise<Parted>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<Parted>) => resolve(data)
    worker.onerror = ({ message }) => reject(new Error(message))
    worker.postMessage(task)
  }).finally(() => worker.terminate())
}
