import { parentPort } from 'node:worker_threads'
import type { Asked, Told } from '#server/worker-thread.ts'
import { createHeatKeeper, type KeeperAnswer, type KeeperTask } from './heat-keeper.ts'

const keeper = createHeatKeeper()

parentPort?.on('message', ({ id, question }: Asked<KeeperTask>) => {
  try {
    const answer = keeper.ask(question)
    const told: Told<KeeperAnswer> = { id, answer }
    const { buffer } = pictureIn(answer)?.steps ?? {}
    parentPort?.postMessage(told, buffer instanceof ArrayBuffer ? [buffer] : [])
  } catch (error) {
    const failed: Told<KeeperAnswer> = { id, failed: String(error) }
    parentPort?.postMessage(failed)
  }
})

function pictureIn(answer: KeeperAnswer) {
  return 'picture' in answer ? answer.picture : null
}
