import { parentPort } from 'node:worker_threads'
import type { Asked, Told } from '#server/worker-thread.ts'
import { type Computed, computations, type Task } from './compute.ts'

parentPort?.on('message', ({ id, question }: Asked<Task>) => {
  let told: Told<Computed[Task['kind']]>
  try {
    told = { id, answer: compute(question) }
  } catch (error) {
    told = { id, failed: String(error) }
  }
  parentPort?.postMessage(told)
})

function compute(task: Task): Computed[Task['kind']] {
  switch (task.kind) {
    case 'rates':
      return computations.rates(task)
    case 'significance':
      return computations.significance(task)
    case 'emerging':
      return computations.emerging(task)
    case 'cells':
      return computations.cells(task)
    case 'faces':
      return computations.faces(task)
  }
}
