import { HttpProblem } from '#server/http.ts'
import { createWorkerThread } from '#server/worker-thread.ts'
import { createFairQueue } from './fair-queue.ts'
import type { PasswordTask } from './password.worker.ts'

/** An office behind one address whose shift begins: some four seconds of hashing. */
const MOST_OF_ONE = 60
const MOST_OF_ALL = 600

/** Hashes and compares passwords (argon2id) in a thread of its own, the addresses they come from by turns. */
export interface Passwords {
  hash(address: string, password: string): Promise<string>
  /** Takes as long without a hash, and is then false. */
  verify(address: string, password: string, hash: string | null): Promise<boolean>
  close(): Promise<void>
}

/** Methods throw HttpProblem 429 when the address has too many waiting, 503 when all together have. */
export function createPasswords(): Passwords {
  const thread = createWorkerThread<PasswordTask, string | boolean>(
    new URL('./password.worker.ts', import.meta.url),
    () => {},
  )
  const queue = createFairQueue({ mostOfOne: MOST_OF_ONE, mostOfAll: MOST_OF_ALL })

  async function ask(address: string, task: PasswordTask): Promise<string | boolean> {
    const turn = await queue.run(address, () => thread.ask(task))
    if ('result' in turn) return turn.result
    if (turn.full === 'asker')
      throw new HttpProblem(
        429,
        'too-busy',
        'Too many sign-ins at once from your address; again in a few seconds.',
        undefined,
        {
          'Retry-After': '5',
        },
      )
    throw new HttpProblem(503, 'too-busy', 'Too many people sign in just now; again in a few seconds.', undefined, {
      'Retry-After': '5',
    })
  }

  return {
    hash: async (address, password) => String(await ask(address, { kind: 'hash', password })),
    verify: async (address, password, hash) => (await ask(address, { kind: 'verify', password, hash })) === true,
    close: () => thread.close(),
  }
}
