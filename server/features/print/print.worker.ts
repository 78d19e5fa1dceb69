import { parentPort } from 'node:worker_threads'
import type { Asked, Told } from '#server/worker-thread.ts'
import { createDrawer } from './draw-print.ts'
import type { PrintPiece, PrintTask } from './print-task.ts'

const drawer = createDrawer()

parentPort?.on('message', async ({ id, question }: Asked<PrintTask>) => {
  let told: Told<PrintPiece>
  try {
    told = { id, answer: await drawer(question) }
  } catch (error) {
    told = { id, failed: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
  parentPort?.postMessage(told, 'answer' in told ? [told.answer.bytes.buffer as ArrayBuffer] : [])
})
