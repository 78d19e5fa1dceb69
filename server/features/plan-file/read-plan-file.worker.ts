import { parentPort } from 'node:worker_threads'
import type { Asked, Told } from '#server/worker-thread.ts'
import { type PlanFileAnswer, type PlanFileQuestion, readPlanFile } from './read-plan-file.ts'

parentPort?.on('message', async ({ id, question }: Asked<PlanFileQuestion>) => {
  let told: Told<PlanFileAnswer>
  try {
    told = { id, answer: await readPlanFile(question) }
  } catch (error) {
    told = { id, failed: error instanceof Error ? error.message : String(error) }
  }
  parentPort?.postMessage(told)
})
