import { parentPort } from 'node:worker_threads'
import type { Asked, Told } from '#server/worker-thread.ts'
import { type CoverageQuestion, createAnswerer } from './answer-question.ts'

const answer = createAnswerer()

parentPort?.on('message', ({ id, question }: Asked<CoverageQuestion>) => {
  let told: Told<unknown>
  try {
    told = { id, answer: answer(question) }
  } catch (error) {
    told = { id, failed: String(error) }
  }
  const bytes = 'answer' in told && told.answer instanceof Uint8Array ? [told.answer.buffer as ArrayBuffer] : []
  parentPort?.postMessage(told, bytes)
})
