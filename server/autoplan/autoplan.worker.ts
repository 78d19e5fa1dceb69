import { parentPort } from 'node:worker_threads'
import { type AutoplanAnswer, type AutoplanTask, drawProposals } from '#domain/autoplan/draw-proposals.ts'
import type { Asked, Told } from '#server/worker-thread.ts'
import { progressOf } from './progress.ts'

/** A task, and the memory in which its progress is told. */
export type ThreadTask = AutoplanTask & { progress: SharedArrayBuffer }

parentPort?.on('message', ({ id, question: { progress, ...task } }: Asked<ThreadTask>) => {
  let told: Told<AutoplanAnswer>
  try {
    told = { id, answer: drawProposals(task, progressOf(progress)) }
  } catch (error) {
    told = { id, failed: String(error) }
  }
  parentPort?.postMessage(told)
})
