import { Worker } from 'node:worker_threads'

/** Node's own loader knows no TypeScript: tsx is registered inside the thread, whatever runs the main one. */
const bootstrap = `
import('tsx/esm/api').then(({ register }) => {
  register()
  return import(require('node:worker_threads').workerData)
})`

/** Starts a TypeScript file in a thread of its own that does not keep the process alive. */
export function startWorker(file: URL): Worker {
  const worker = new Worker(bootstrap, { eval: true, workerData: file.href, execArgv: [] })
  worker.unref()
  return worker
}
