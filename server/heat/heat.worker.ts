import { parentPort } from 'node:worker_threads'
import type { Asked, Told } from '#server/worker-thread.ts'
import { createHeatKeeper, type KeeperAnswer, type KeeperTask } from './heat-keeper.ts'

const keeper = createHeatKeeper()

parentPort?.on('message', ({ id, question }: Asked<KeeperTask>) => {
  try {
    const answer = keeper.ask(question)
    const told: Told<KeeperAnswer> = { id, answer }
    parentPort?.postMessage(told, buffersIn(answer))
  } catch (error) {
    const failed: Told<KeeperAnswer> = { id, failed: String(error) }
    parentPort?.postMessage(failed)
  }
})

/** What is sent without a copy: it was made for this answer alone. */
function buffersIn(answer: KeeperAnswer): ArrayBuffer[] {
  const made =
    'picture' in answer
      ? [answer.picture?.steps, answer.picture?.before?.steps]
      : 'page' in answer
        ? [answer.page.bytes, answer.page.totals?.filed]
        : Object.values(answer)
  return made.flatMap((part) => (ArrayBuffer.isView(part) && part.buffer instanceof ArrayBuffer ? [part.buffer] : []))
}
