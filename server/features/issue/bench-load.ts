import { Agent, request } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { seededRandom } from '#domain/heat/random.ts'
import { BENCH_COUNTY, COLUMNS, ROWS } from './bench-world.ts'

export type Ask = (method: 'GET' | 'POST', path: string, body?: unknown) => Promise<Record<string, unknown>>

/** Asks a server as one who is signed in, over connections that are kept; throws on anything but success. */
export function createAsk(url: string, headers: Record<string, string>, connections: number): Ask {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  return (method, path, body) =>
    new Promise((resolve, reject) => {
      const text = body === undefined ? undefined : JSON.stringify(body)
      const json =
        text === undefined ? {} : { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text) }
      const asked = request(`${url}${path}`, { method, agent, headers: { ...headers, ...json } }, (response) => {
        const parts: Buffer[] = []
        response.on('data', (part: Buffer) => parts.push(part))
        response.on('end', () => {
          const answer = Buffer.concat(parts).toString()
          if ((response.statusCode ?? 0) < 300) resolve(JSON.parse(answer))
          else reject(new Error(`${method} ${path}: ${response.statusCode} ${answer}`))
        })
      })
      asked.on('error', reject)
      asked.end(text)
    })
}

export interface Loaded {
  lifecycles: number
  seconds: number
  /** Milliseconds of each request, and of each whole lifecycle. */
  requests: number[]
  lives: number[]
  errors: string[]
}

const found = (): Loaded => ({ lifecycles: 0, seconds: 0, requests: [], lives: [], errors: [] })

/** `clients` go through one lifecycle after the other for so many seconds. */
export async function loadClosed(ask: Ask, clients: number, seconds: number, seed: number): Promise<Loaded> {
  const loaded = found()
  const from = performance.now()
  const until = from + seconds * 1000
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      const random = seededRandom(seed * 1000 + client)
      while (performance.now() < until) await lifecycle(ask, random, loaded)
    }),
  )
  loaded.seconds = (performance.now() - from) / 1000
  return loaded
}

/** Begins lifecycles at these rates a second, each for so many seconds, whether or not those before have ended. */
export async function loadOpen(ask: Ask, rates: readonly number[], seconds: number, seed: number): Promise<Loaded> {
  const loaded = found()
  const random = seededRandom(seed)
  const from = performance.now()
  const running: Promise<void>[] = []
  for (const rate of rates)
    for (let begun = 0; begun < rate * seconds; begun++) {
      running.push(lifecycle(ask, random, loaded))
      await wait(1000 / rate)
    }
  await Promise.all(running)
  loaded.seconds = (performance.now() - from) / 1000
  return loaded
}

/**
 * `clients` share out lifecycles that are due at a steady rate a second. One that is due while its client is still at the
 * one before begins late, and its first request counts from when it was due: a stalled server cannot hide behind clients
 * that wait for it.
 */
export async function loadPaced(
  ask: Ask,
  clients: number,
  rate: number,
  seconds: number,
  seed: number,
): Promise<Loaded> {
  const loaded = found()
  const from = performance.now()
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      const random = seededRandom(seed * 1000 + client)
      for (let turn = client; turn < rate * seconds; turn += clients) {
        const due = from + (turn * 1000) / rate
        if (due > performance.now()) await wait(due - performance.now())
        await lifecycle(ask, random, loaded, due)
      }
    }),
  )
  loaded.seconds = (performance.now() - from) / 1000
  return loaded
}

/** One issue from its filing to its end, and a look for it: five requests, the first of them counted from `due`. */
async function lifecycle(
  ask: Ask,
  random: () => number,
  loaded: Loaded,
  due: number = performance.now(),
): Promise<void> {
  let counted = due
  const timed = async (method: 'GET' | 'POST', path: string, body?: unknown) => {
    const answer = await ask(method, path, body)
    const answered = performance.now()
    loaded.requests.push(answered - counted)
    counted = answered
    return answer
  }
  const from = due
  try {
    const column = Math.floor(random() * COLUMNS)
    const row = Math.floor(random() * ROWS)
    const category = `c${Math.floor(random() * 40)}`
    const filed = await timed('POST', '/api/issues', {
      county: BENCH_COUNTY,
      category,
      title: 'Water runs down the street',
      place: 'Coast Road 3',
      position: [120 + (column + random()) * 0.02, 37 + (row + random()) * 0.02],
    })
    const number = numberOf(filed)
    const act = (version: number, said: object) =>
      timed('POST', `/api/issues/${number}/acts`, { county: BENCH_COUNTY, version, act: said })
    await act(1, { kind: 'assign', unit: BENCH_COUNTY })
    await act(2, { kind: 'answer' })
    await act(3, { kind: 'finish', note: 'mended' })
    const area = `${BENCH_COUNTY}${String(1 + Math.floor(column / 5)).padStart(3, '0')}${String(1 + (column % 5)).padStart(3, '0')}`
    await timed('GET', `/api/issues?county=${BENCH_COUNTY}&area=${area}&category=${category}&limit=20`)
    loaded.lifecycles += 1
    loaded.lives.push(performance.now() - from)
  } catch (error) {
    loaded.errors.push(error instanceof Error ? error.message : String(error))
  }
}

function numberOf({ issue }: Record<string, unknown>): string {
  const number: unknown = issue !== null && typeof issue === 'object' ? Reflect.get(issue, 'number') : undefined
  if (typeof number !== 'string') throw new Error('filed, but told no number')
  return number
}
