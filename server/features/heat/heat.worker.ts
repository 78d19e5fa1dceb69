import { parentPort } from 'node:worker_threads'
import type { Asked, Told } from '#server/worker-thread.ts'
import { createHeatKeeper, type KeeperAnswer, type KeeperTask } from './heat-keeper.ts'

const keeper = createHeatKeeper()

parentPort?.on('message', ({ id, question }: Asked<KeeperTask>) => {
  try {
    const answer: Told<KeeperAnswer> = { id, answer: keeper.ask(question) }
    parentPort?.postMessage(answer)
  } catch (error) {
    const failed: Told<KeeperAnswer> = { id, failed: String(error) }
    parentPort?.postMessage(failed)
  }
})
