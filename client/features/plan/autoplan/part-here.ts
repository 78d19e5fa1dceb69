import type { Parted, PartTask } from '#domain/autoplan/part-grid.ts'
import type { FromAutoplanWorker, ToAutoplanWorker } from './autoplan.worker.ts'
import AutoplanWorker from './autoplan.worker.ts?worker'

/** Parts a grid in a worker of this browser. Rejects when the worker fails. */
export function partHere(task: PartTask): Promise<Parted> {
  const worker = new AutoplanWorker()
  const asked: ToAutoplanWorker = { kind: 'part', task }
  return new Promise<Parted>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<FromAutoplanWorker>) => {
      if (data.kind === 'parted') resolve(data.parted)
      else if (data.kind === 'failed') reject(new Error(data.error))
    }
    worker.onerror = ({ message }) => reject(new Error(message))
    worker.postMessage(asked)
  }).finally(() => worker.terminate())
}
