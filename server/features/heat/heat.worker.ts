import { parentPort } from 'node:worker_threads'
import { computeHeat, type HeatResult, type HeatTask } from './compute-heat.ts'

/** What crosses to the worker and back; `id` pairs question and answer. */
export interface HeatQuestion {
  id: number
  task: HeatTask
}
export type HeatAnswer = { id: number; result: HeatResult } | { id: number; failed: string }

parentPort?.on('message', ({ id, task }: HeatQuestion) => {
  try {
    const result = computeHeat(task)
    const answer: HeatAnswer = { id, result }
    parentPort!.postMessage(answer, result.ok ? [result.heat.steps.buffer as ArrayBuffer] : [])
  } catch (error) {
    const answer: HeatAnswer = { id, failed: String(error) }
    parentPort!.postMessage(answer)
  }
})
