import { parentPort } from 'node:worker_threads'
import type { Asked, Told } from '#server/worker-thread.ts'
import { createSitingAnswerer, type SitingThreadQuestion } from './answer-siting.ts'

const answer = createSitingAnswerer()

parentPort?.on('message', async ({ id, question }: Asked<SitingThreadQuestion>) => {
  let told: Told<unknown>
  try {
    told = { id, answer: await answer(question) }
  } catch (error) {
    told = { id, failed: String(error) }
  }
  parentPort?.postMessage(told)
})
