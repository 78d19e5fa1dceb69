import { type AutoplanAnswer, type AutoplanTask, drawProposals } from '#domain/autoplan/draw-proposals.ts'

/** What the worker tells: how far it is, then what it drew. An error ends it. */
export type FromAutoplanWorker =
  | { kind: 'progress'; stage: 'atoms' | 'drawing'; share: number }
  | { kind: 'done'; answer: AutoplanAnswer }

const tell = (told: FromAutoplanWorker) => postMessage(told)

self.onmessage = ({ data }: MessageEvent<AutoplanTask>) => {
  const watch = {
    tell: (stage: 'atoms' | 'drawing', share: number) => tell({ kind: 'progress', stage, share }),
    // to stop it, the page ends the worker
    isCancelled: () => false,
  }
  tell({ kind: 'done', answer: drawProposals(data, watch) })
}
