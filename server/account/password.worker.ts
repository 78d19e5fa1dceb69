import { randomBytes } from 'node:crypto'
import { parentPort } from 'node:worker_threads'
import { argon2id, argon2Verify } from 'hash-wasm'
import type { Asked, Told } from '#server/worker-thread.ts'

export type PasswordTask =
  | { kind: 'hash'; password: string }
  /** Without a hash it takes as long, and the answer is no: nobody learns by the clock who has an account. */
  | { kind: 'verify'; password: string; hash: string | null }

/** OWASP's least for argon2id: 19 MiB, two passes, one lane. */
const cost = { memorySize: 19 * 1024, iterations: 2, parallelism: 1, hashLength: 32, outputType: 'encoded' } as const

const nobodys = makeHash(randomBytes(16).toString('base64'))

function makeHash(password: string): Promise<string> {
  return argon2id({ ...cost, password: password.normalize('NFKC'), salt: randomBytes(16) })
}

async function work(task: PasswordTask): Promise<string | boolean> {
  if (task.kind === 'hash') return makeHash(task.password)
  const hash = task.hash ?? (await nobodys)
  return (await argon2Verify({ password: task.password.normalize('NFKC'), hash })) && task.hash !== null
}

parentPort?.on('message', async ({ id, question }: Asked<PasswordTask>) => {
  try {
    const told: Told<string | boolean> = { id, answer: await work(question) }
    parentPort?.postMessage(told)
  } catch {
    // nothing of a password into an error's text
    const failed: Told<string | boolean> = { id, failed: `passwords: ${question.kind} failed` }
    parentPort?.postMessage(failed)
  }
})
