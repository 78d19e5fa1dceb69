import { Worker } from 'node:worker_threads'

/** Node's own loader knows no TypeScript: tsx is registered inside the thread, whatever runs the main one. */
const bootstrap = `
import('tsx/esm/api').then(({ register }) => {
  register()
  return import(require('node:worker_threads').workerData)
})`

/** What crosses between the threads; `id` pairs question and answer. */
export interface Asked<Question> {
  id: number
  question: Question
}
export type Told<Answer> = { id: number; answer: Answer } | { id: number; failed: string }

export interface WorkerThread<Question, Answer> {
  /** Answers come in the order of questions. Rejects when the thread fails or stops meanwhile. */
  ask(question: Question, transfer?: ArrayBuffer[]): Promise<Answer>
  close(): Promise<void>
}

/**
 * A TypeScript file in a thread of its own, started with the first question and again after it died; it does not keep the
 * process alive. `onDeath` is told when what the thread knew is lost.
 */
export function createWorkerThread<Question, Answer>(file: URL, onDeath: () => void): WorkerThread<Question, Answer> {
  interface Thread {
    worker: Worker
    waiting: Map<number, { resolve(answer: Answer): void; reject(error: Error): void }>
  }
  let thread: Thread | undefined
  let asked = 0

  function start(): Thread {
    const worker = new Worker(bootstrap, { eval: true, workerData: file.href, execArgv: [] })
    const started: Thread = { worker, waiting: new Map() }
    const fail = (error: Error) => {
      if (thread === started) {
        thread = undefined
        onDeath()
      }
      for (const { reject } of started.waiting.values()) reject(error)
      started.waiting.clear()
    }
    worker.on('message', (told: Told<Answer>) => {
      const asker = started.waiting.get(told.id)
      started.waiting.delete(told.id)
      if (started.waiting.size === 0) worker.unref()
      if ('failed' in told) asker?.reject(new Error(told.failed))
      else asker?.resolve(told.answer)
    })
    worker.on('error', fail)
    worker.on('exit', () => fail(new Error(`the thread of ${file.pathname.split('/').at(-1)} stopped`)))
    return started
  }

  return {
    ask(question, transfer = []) {
      thread ??= start()
      const { worker, waiting } = thread
      const sent: Asked<Question> = { id: ++asked, question }
      worker.ref()
      return new Promise((resolve, reject) => {
        waiting.set(sent.id, { resolve, reject })
        worker.postMessage(sent, transfer)
      })
    },
    async close() {
      await thread?.worker.terminate()
    },
  }
}
