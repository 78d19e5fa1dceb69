import { LRUCache } from 'lru-cache'
import type { Context } from '#server/context.ts'
import { heedsChange } from '#server/coverage/heeds-change.ts'
import { loadCounty } from '#server/coverage/load-source.ts'
import { HttpProblem } from '#server/http.ts'
import { createWorkerThread } from '#server/worker-thread.ts'
import type { SitingAsked, SitingThreadAnswer, SitingThreadQuestion } from './answer-siting.ts'

/** Counties the thread remembers at once. */
const MOST_COUNTIES = 3
const MOST_ANSWERS = 60
/** Questions that may wait for the thread, some seconds each; the next is told to come again. */
const MOST_WAITING = 6

type SitingAnswered = Exclude<SitingThreadAnswer, undefined | { reason: 'not-learnt' | 'stopped' }>

/** A question under way: whoever asks the same shares it, and it stops when the last of them has left. */
export interface SitingFlight {
  /** Rejects with `Left` when everybody left. */
  answer: Promise<SitingAnswered>
  /** Share (0 to 1) done. */
  progress(): number
  /** This asker waits no more. */
  leave(): void
}

/** Everybody who asked has left. */
export class Left extends Error {}

export interface SitingStore {
  /** Throws HttpProblem `busy` when too many questions wait. */
  ask(county: string, asked: SitingAsked): SitingFlight
}

interface Flight {
  shared: Int32Array
  askers: number
  answer: Promise<SitingAnswered>
}

/** Asks the siting thread: one question at a time, answers kept until the county's data change. */
export function createSitingStore(context: Context): SitingStore {
  const versions = new Map<string, number>()
  const learnt = new LRUCache<string, Promise<void>>({
    max: MOST_COUNTIES,
    dispose: (_, key, reason) => {
      if (reason === 'evict') thread.ask({ kind: 'forget', county: key }).catch(() => {})
    },
  })
  const answers = new LRUCache<string, SitingAnswered>({ max: MOST_ANSWERS })
  const flights = new Map<string, Flight>()
  const file = new URL('./siting.worker.ts', import.meta.url)
  const thread = createWorkerThread<SitingThreadQuestion, SitingThreadAnswer>(file, () => learnt.clear())

  context.feed.subscribe((changes) => {
    for (const change of changes) {
      if (!heedsChange(change)) continue
      versions.set(change.county, (versions.get(change.county) ?? 0) + 1)
      learnt.delete(change.county)
    }
  })

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

  async function askThread(county: string, asked: SitingAsked, shared: Int32Array): Promise<SitingAnswered> {
    for (;;) {
      await learn(county)
      const answer = await thread.ask({ kind: 'ask', county, asked, shared })
      if (answer === undefined) throw new Error('the siting thread answered nothing')
      if (answer.ok) return answer
      if (answer.reason === 'stopped') throw new Left('everybody left')
      if (answer.reason !== 'not-learnt') return answer as SitingAnswered
      learnt.delete(county)
    }
  }

  function start(key: string, county: string, asked: SitingAsked): Flight {
    if (flights.size >= MOST_WAITING) throw busy()
    const shared = new Int32Array(new SharedArrayBuffer(8))
    const answer = askThread(county, asked, shared).finally(() => flights.delete(key))
    const flight = { shared, askers: 0, answer }
    flights.set(key, flight)
    answer.then(
      (told) => answers.set(key, told),
      () => {},
    )
    return flight
  }

  return {
    ask(county, asked) {
      const key = JSON.stringify([county, versions.get(county) ?? 0, asked])
      const known = answers.get(key)
      if (known) return { answer: Promise.resolve(known), progress: () => 1, leave() {} }
      const under = flights.get(key)
      // one that was told to stop is no longer joined
      const flight = under && Atomics.load(under.shared, 0) === 0 ? under : start(key, county, asked)
      flight.askers++
      let waits = true
      return {
        answer: flight.answer,
        progress: () => Atomics.load(flight.shared, 1) / 1000,
        leave() {
          if (waits && --flight.askers === 0) Atomics.store(flight.shared, 0, 1)
          waits = false
        },
      }
    },
  }
}

function busy(): HttpProblem {
  const words = 'Too many questions about sites wait; try again in a few seconds.'
  return new HttpProblem(503, 'busy', words, undefined, { 'Retry-After': '5' })
}
