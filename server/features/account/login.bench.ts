import { setTimeout as wait } from 'node:timers/promises'
import type { Benchmark, Figure } from '#scripts/bench/benchmark.ts'
import { percentile } from '#scripts/bench/measure.ts'
import { insertPerson } from '#server/account/person.query.ts'
import type { Db } from '#server/db.types.ts'
import { startTestServer, type TestServer } from '#server/test-support/server.ts'
import { createSmallCounty, SMALL_COUNTY } from '#server/test-support/small-county.ts'

const PEOPLE = 40
const LOGINS = 100
/** A shift of 120 people that comes within a minute. */
const A_SECOND = 2
const PASSWORD = 'tide-lamp-orchard-9'
const TILE = '/tiles/370699/grid/12/3413/1593.mvt'

/** Signing in by password, at the pace of a shift that begins; and what tiles of the same server notice of it. */
export const benchmarks: Benchmark[] = [
  {
    name: 'login',
    unit: 'ms',
    budget: { atMost: 400 },
    async run(context) {
      const db = await context.database()
      const server = await prepare(db)
      await signIn(server, 0)
      await tilesDuring(server, wait(1_000))
      const alone = await tilesDuring(server, wait(10_000))
      const taken: number[] = []
      const during = await tilesDuring(server, signInAll(server, taken))
      await server.close()
      const figures: Figure[] = [
        {
          value: percentile(taken, 0.95),
          note: `p95 of ${LOGINS} sign-ins, ${A_SECOND} a second, argon2id 19 MiB x 2; median ${percentile(taken, 0.5).toFixed(0)} ms`,
        },
        {
          name: '.tile',
          value: percentile(during, 0.99),
          budget: null,
          note: `p99 of a warm tile meanwhile; ${percentile(alone, 0.99).toFixed(1)} ms without sign-ins`,
        },
      ]
      return figures
    },
  },
]

async function prepare(db: Db): Promise<TestServer> {
  await createSmallCounty(db)
  const server = await startTestServer(db)
  const passwordHash = await server.context.accounts.passwords.hash('bench', PASSWORD)
  const post = {
    role: 'community',
    unit: '370699001001',
    path: '/370699/370699001/370699001001/',
    name: 'bench',
  } as const
  const common = { county: SMALL_COUNTY, name: 'bench', phone: '', passwordHash, now: new Date(), post }
  await db.transaction(async (transaction) => {
    for (let index = 0; index < PEOPLE; index++) await insertPerson(transaction, { ...common, login: `bench.${index}` })
  })
  return server
}

/** Sign-ins begin at their times, whether the ones before have ended or not. */
async function signInAll(server: TestServer, taken: number[]): Promise<void> {
  await Promise.all(
    Array.from({ length: LOGINS }, async (_, index) => {
      await wait((index * 1000) / A_SECOND)
      taken.push(await signIn(server, index))
    }),
  )
}

async function signIn({ url }: TestServer, index: number): Promise<number> {
  const began = performance.now()
  const answer = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Forwarded-For': `10.1.0.${index % 250}` },
    body: JSON.stringify({ county: SMALL_COUNTY, login: `bench.${index % PEOPLE}`, password: PASSWORD }),
  })
  await answer.arrayBuffer()
  if (answer.status !== 200) throw new Error(`signing in answered ${answer.status}`)
  return performance.now() - began
}

/** Milliseconds of tiles asked one after another until `work` has ended. */
async function tilesDuring({ url }: TestServer, work: Promise<unknown>): Promise<number[]> {
  const taken: number[] = []
  let going = true
  const ended = work.finally(() => {
    going = false
  })
  while (going) {
    const began = performance.now()
    const answer = await fetch(url + TILE)
    await answer.arrayBuffer()
    if (!answer.ok && answer.status !== 204) throw new Error(`the tile answered ${answer.status}`)
    taken.push(performance.now() - began)
    await wait(5)
  }
  await ended
  return taken
}
