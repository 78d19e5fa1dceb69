import { type AutoplanAnswer, type AutoplanTask, drawProposals } from '#domain/autoplan/draw-proposals.ts'
import { type Parted, type PartTask, partGrid } from '#domain/autoplan/part-grid.ts'

/** What the worker is asked: plans of an area, or one grid in parts. */
export type ToAutoplanWorker = { kind: 'draw'; task: AutoplanTask } | { kind: 'part'; task: PartTask }

/** What the worker tells: how far it is, then what it drew. */
export type FromAutoplanWorker =
  | { kind: 'progress'; stage: 'atoms' | 'drawing'; share: number }
  | { kind: 'done'; answer: AutoplanAnswer }
  | { kind: 'parted'; parted: Parted }
  | { kind: 'failed'; error: string }

const tell = (told: FromAutoplanWorker) => postMessage(told)

self.onmessage = ({ data }: MessageEvent<ToAutoplanWorker>) => {
  try {
    if (data.kind === 'part') return tell({ kind: 'parted', parted: partGrid(data.task) })
    const watch = {
      tell: (stage: 'atoms' | 'drawing', share: number) => tell({ kind: 'progress', stage, share }),
      // to stop it, the page ends the worker
      isCancelled: () => false,
    }
    tell({ kind: 'done', answer: drawProposals(data.task, watch) })
  } catch (error) {
    tell({ kind: 'failed', error: String(error) })
  }
}
