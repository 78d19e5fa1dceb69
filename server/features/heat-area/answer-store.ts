import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type { PackedBytes } from '#server/send-packed.ts'
import { busy } from './busy.ts'

/** An answer as it is sent: made once for all who ask, compressed once. */
export interface KeptAnswer extends Omit<PackedBytes, 'bytes'> {
  json: Buffer
}

const MOST_BYTES = 64 * 1024 * 1024
/** Different questions under way at once; the next is told to come again. */
const MOST_MAKING = 32

export interface AnswerStore {
  /**
   * The answer to a question; `make` runs once, however many ask. What fails is not kept.
   * Throws HttpProblem 503 with Retry-After when too many questions are under way.
   */
  of(question: unknown, make: () => Promise<unknown>): Promise<KeptAnswer>
}

/** Answers by question, bounded in bytes. */
export function createAnswerStore(mostBytes = MOST_BYTES, mostMaking = MOST_MAKING): AnswerStore {
  const kept = new LRUCache<string, KeptAnswer>({
    maxSize: mostBytes,
    // once more for what will stand beside it compressed
    sizeCalculation: ({ json }) => Math.ceil(1.5 * json.length) + 500,
  })
  const making = new Map<string, Promise<KeptAnswer>>()

  async function keep(key: string, make: () => Promise<unknown>): Promise<KeptAnswer> {
    const json = Buffer.from(JSON.stringify(await make()))
    const answer = { json, hash: createHash('sha1').update(json).digest('base64url'), packed: {} }
    kept.set(key, answer)
    return answer
  }

  return {
    async of(question, make) {
      const key = JSON.stringify(question)
      const known = kept.get(key) ?? making.get(key)
      if (known) return known
      if (making.size >= mostMaking) throw busy()
      const started = keep(key, make).finally(() => making.delete(key))
      making.set(key, started)
      return started
    },
  }
}
