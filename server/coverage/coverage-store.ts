import { LRUCache } from 'lru-cache'
import type { Context } from '#server/context.ts'
import { HttpProblem } from '#server/http.ts'
import { createWorkerThread } from '#server/worker-thread.ts'
import { type CoverageAnswers, type CoverageQuestion, NOT_LEARNT } from './answer-question.ts'
import { heedsChange } from './heeds-change.ts'
import { loadCounty } from './load-source.ts'

/** Counties the thread remembers at once. */
const MOST_COUNTIES = 6
const MOST_ANSWERS = 400
/** Packets of models kept: with and without elderly people of a few counties, megabytes each. */
const MOST_PACKETS = 8
/** Questions that may wait for the thread; the next is told to come again. */
const MOST_WAITING = 64

type AskedKind = keyof CoverageAnswers
type Question<Kind extends AskedKind> = CoverageQuestion & { kind: Kind }

export interface CoverageStore {
  /** Throws HttpProblem `busy` when too many questions wait. */
  ask<Kind extends AskedKind>(question: Question<Kind>): Promise<CoverageAnswers[Kind]>
  /** The same for a question too long to be known again: its answer is not kept. */
  askOnce<Kind extends AskedKind>(question: Question<Kind>): Promise<CoverageAnswers[Kind]>
}

const stores = new WeakMap<Context, CoverageStore>()

/** The one store of a server: every feature that asks about coverage shares its thread and what it has learnt. */
export function coverageStoreOf(context: Context): CoverageStore {
  const known = stores.get(context)
  if (known) return known
  const made = createCoverageStore(context)
  stores.set(context, made)
  return made
}

/** Asks the coverage thread; counties are loaded when first asked about, kept, and loaded anew when the feed says they changed. */
function createCoverageStore(context: Context): CoverageStore {
  const versions = new Map<string, number>()
  const learnt = new LRUCache<string, Promise<void>>({
    max: MOST_COUNTIES,
    dispose: (_, key, reason) => {
      if (reason === 'evict') thread.ask({ kind: 'forget', county: key }).catch(() => {})
    },
  })
  const answers = new LRUCache<string, Promise<unknown>>({ max: MOST_ANSWERS })
  const packets = new LRUCache<string, Promise<unknown>>({ max: MOST_PACKETS })
  let waiting = 0
  const thread = createWorkerThread<CoverageQuestion, unknown>(new URL('./coverage.worker.ts', import.meta.url), () => {
    learnt.clear()
    answers.clear()
  })

  context.feed.subscribe((changes) => {
    for (const change of changes) {
      if (!heedsChange(change)) continue
      versions.set(change.county, versionOf(change.county) + 1)
      learnt.delete(change.county)
    }
  })

  function versionOf(county: string): number {
    return versions.get(county) ?? 0
  }

  function learn(county: string): Promise<void> {
    const known = learnt.get(county)
    if (known) return known
    const learning = loadCounty(context.db, county).then(async (loaded) => {
      await thread.ask({ kind: 'learn', county, loaded })
    })
    learnt.set(county, learning)
    learning.catch(() => {
      if (learnt.peek(county) === learning) learnt.delete(county)
    })
    return learning
  }

  async function askThread(question: CoverageQuestion): Promise<unknown> {
    for (;;) {
      await learn(question.county)
      const answer = await thread.ask(question)
      if (answer !== NOT_LEARNT) return answer
      learnt.delete(question.county)
    }
  }

  /** Throws HttpProblem `busy` when too many questions wait. */
  async function askInTurn(question: CoverageQuestion): Promise<unknown> {
    if (waiting >= MOST_WAITING) throw busy()
    waiting++
    return askThread(question).finally(() => waiting--)
  }

  return {
    async ask<Kind extends AskedKind>(question: Question<Kind>) {
      const key = JSON.stringify([versionOf(question.county), question])
      const kept = question.kind === 'packet' ? packets : answers
      const known = kept.get(key)
      if (known) return (await known) as CoverageAnswers[Kind]
      const asked = askInTurn(question)
      kept.set(key, asked)
      asked.catch(() => kept.delete(key))
      return (await asked) as CoverageAnswers[Kind]
    },
    async askOnce<Kind extends AskedKind>(question: Question<Kind>) {
      return (await askInTurn(question)) as CoverageAnswers[Kind]
    },
  }
}

function busy(): HttpProblem {
  const words = 'Too many questions about coverage wait; try again in a few seconds.'
  return new HttpProblem(503, 'busy', words, undefined, { 'Retry-After': '3' })
}
