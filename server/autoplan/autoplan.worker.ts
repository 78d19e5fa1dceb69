import { parentPort } from 'node:worker_threads'
import type { Asked, Told } from '#server/worker-thread.ts'
import { type AutoplanAnswer, type AutoplanTask, drawProposals } from './draw-proposals.ts'

parentPort?.on('message', ({ id, question }: Asked<AutoplanTask>) => {
  let told: Told<AutoplanAnswer>
  try {
    told = { id, answer: drawProposals(question) }
  } catch (error) {
    told = { id, failed: String(error) }
  }
  parentPort?.postMessage(told)
})
