import { parentPort } from 'node:worker_threads'
import type { Asked, Told } from '#server/worker-thread.ts'
import type { BriefMaterial } from './material.ts'
import { drawBrief } from './page/draw-brief.ts'

/** What the thread is asked to draw; `left` is set to 1 when the asker went away. */
export interface BriefTask {
  material: BriefMaterial
  left: Int32Array
}

parentPort?.on('message', async ({ id, question: { material, left } }: Asked<BriefTask>) => {
  let told: Told<Uint8Array | null>
  try {
    told = { id, answer: await drawBrief(material, () => Atomics.load(left, 0) === 0) }
  } catch (error) {
    told = { id, failed: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
  parentPort?.postMessage(told)
})
