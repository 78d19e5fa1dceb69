import { parentPort } from 'node:worker_threads'
import type { Asked, Told } from '#server/worker-thread.ts'
import { computeHeat, type HeatResult, type HeatTask } from './compute-heat.ts'

parentPort?.on('message', ({ id, question }: Asked<HeatTask>) => {
  try {
    const answer: Told<HeatResult> = { id, answer: computeHeat(question) }
    parentPort?.postMessage(answer)
  } catch (error) {
    const failed: Told<HeatResult> = { id, failed: String(error) }
    parentPort?.postMessage(failed)
  }
})
