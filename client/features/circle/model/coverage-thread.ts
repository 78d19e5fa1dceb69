import type { Position } from '#domain/contract/common.ts'
import type { AreaFigures, AreaLevel } from '#domain/coverage/figures.ts'
import type { Gap } from '../repair/find-gaps.ts'
import CoverageWorker from './coverage.worker.ts?worker'
import type {
  BestGate,
  FromModelWorker,
  ModelAnswers,
  ModelAsk,
  ModelQuestion,
  PlaceAnswers,
  ToModelWorker,
} from './model.types.ts'

/** A county's model in a worker of its own; promises that wait are rejected when it ends. */
export interface CoverageThread {
  ask<Ask extends ModelAsk>(ask: Ask, question: ModelQuestion): Promise<ModelAnswers[Ask]>
  areas(level: AreaLevel, question: ModelQuestion): Promise<AreaFigures[]>
  bestGate(compound: string, question: ModelQuestion): Promise<BestGate>
  gaps(question: ModelQuestion): Promise<Gap[]>
  near<Ask extends keyof PlaceAnswers>(ask: Ask, position: Position, withinMeters: number): Promise<PlaceAnswers[Ask]>
  close(): void
}

/** What becomes of it: the model is there, or why not (`worker-lost`: the browser ended it, or it broke). */
export interface ThreadHeard {
  ready(facts: { bytes: number; milliseconds: number }): void
  lost(code: string): void
}

type Wanted = { resolve(told: never): void; reject(error: Error): void }

/** Starts a worker and has it fetch a county. */
export function openCoverageThread(county: string, heard: ThreadHeard): CoverageThread {
  const worker = new CoverageWorker()
  const waiting = new Map<number, Wanted>()
  let last = 0

  function refuseAll(code: string): void {
    for (const { reject } of waiting.values()) reject(new Error(code))
    waiting.clear()
  }
  function end(code: string): void {
    refuseAll(code)
    heard.lost(code)
  }
  worker.onerror = () => end('worker-lost')
  worker.onmessageerror = () => end('worker-lost')
  worker.onmessage = ({ data }: MessageEvent<FromModelWorker>) => {
    if (data.kind === 'ready') return heard.ready(data)
    if (data.kind === 'unavailable') return end(data.code)
    const wanted = waiting.get(data.id)
    waiting.delete(data.id)
    if (data.kind === 'told') wanted?.resolve(data.told as never)
    else wanted?.reject(new Error(data.message))
  }

  const post = (message: ToModelWorker) => worker.postMessage(message)
  const want = <Told>(message: (id: number) => ToModelWorker) =>
    new Promise<Told>((resolve, reject) => {
      const id = ++last
      waiting.set(id, { resolve, reject })
      post(message(id))
    })
  post({ kind: 'open', county })
  return {
    ask: (ask, question) => want((id) => ({ kind: 'ask', id, ask, question })),
    areas: (level, question) => want((id) => ({ kind: 'areas', id, level, question })),
    bestGate: (compound, question) => want((id) => ({ kind: 'gate', id, compound, question })),
    gaps: (question) => want((id) => ({ kind: 'gaps', id, question })),
    near: (ask, position, withinMeters) => want((id) => ({ kind: 'place', id, ask, position, withinMeters })),
    close() {
      worker.terminate()
      refuseAll('worker-closed')
    },
  }
}
