import { Router } from 'express'
import { beforeAll, describe, expect, it } from 'vitest'
import { scopeOfAll, scopeOfPost } from './account/scope-of.ts'
import type { Database } from './db.ts'
import type { Queryable, Scope } from './db.types.ts'
import { computeFigures } from './features/figure/compute-figures.ts'
import { figureRoutes } from './features/figure/figure.route.ts'
import { planRoutes } from './features/plan/plan.route.ts'
import { checkpointOperations, checkpointRows } from './features/plan-checkpoint/plan-checkpoint.query.ts'
import { planCheckpointRoutes } from './features/plan-checkpoint/plan-checkpoint.route.ts'
import { planFileRoutes } from './features/plan-file/plan-file.route.ts'
import { isDraft } from './features/plan-hand/plan-hand.query.ts'
import { planLifeRoutes } from './features/plan-life/plan-life.route.ts'
import { printRoutes } from './features/print/print.route.ts'
import { entriesOf, toldIssues } from './features/replay/replay.query.ts'
import { replayRoutes } from './features/replay/replay.route.ts'
import { searchRows } from './features/search/search.query.ts'
import { searchRoutes } from './features/search/search.route.ts'
import { searchWords } from './features/search/search-words.ts'
import { workerRoutes } from './features/worker/worker.route.ts'
import { planRow } from './plan/plan-row.query.ts'
import { planRows } from './plan/plan-write.query.ts'
import { actRows, changesRow, commentRows, livingRow, publishedSince } from './plan-life/plan-life.query.ts'
import { actAs } from './test-support/act-as.ts'
import { withDatabase } from './test-support/database.ts'
import { serveRoutes } from './test-support/serve-routes.ts'
import { addBuildings, createSmallCounty, SMALL_COUNTY } from './test-support/small-county.ts'
import { gridWorkerRows, planWorkerRows } from './workers/worker.query.ts'

const NEIGHBOUR = '370700'
const [street, next] = ['370699001', '370699002']
const now = new Date('2026-11-21T06:00:00Z')
const since = new Date('2026-11-01T00:00:00Z')
const everybody = scopeOfAll(SMALL_COUNTY)
const screen: Scope = { ...everybody, ground: `/${SMALL_COUNTY}/${street}/` }
const post = (path: string): Scope =>
  scopeOfPost({ county: SMALL_COUNTY, path, role: 'street', person: 'x', unit: street, name: 'x' })

/** Each as a feature asks it; what belongs to somebody is in the issues and plans of a county, and with its people. */
const questions: Record<string, { scope: Scope; ask(on: Queryable): Promise<unknown> }> = {
  figures: {
    scope: everybody,
    ask: async (on) => computeFigures(on, SMALL_COUNTY, 'Asia/Shanghai', now, 7),
  },
  'figures of a screen': {
    scope: screen,
    ask: async (on) => computeFigures(on, SMALL_COUNTY, 'Asia/Shanghai', now, 7, street),
  },
  'search by number': { scope: everybody, ask: (on) => searchRows(on, SMALL_COUNTY, searchWords('n'), 10) },
  'search by words': { scope: everybody, ask: (on) => searchRows(on, SMALL_COUNTY, searchWords('灯'), 10) },
  replay: {
    scope: everybody,
    ask: (on) => {
      const asked = { county: SMALL_COUNTY, area: null, since, to: now, streets: [street], categories: ['lamp'] }
      return toldIssues(on, { ...asked, most: 100 })
    },
  },
  'histories of a replay': { scope: everybody, ask: (on) => entriesOf(on, SMALL_COUNTY, [1, 2, 3]) },
  plans: { scope: everybody, ask: (on) => planRows(on, SMALL_COUNTY) },
  'a plan': { scope: everybody, ask: (on) => planRow(on, SMALL_COUNTY, 'their0000000') },
  'a draft': { scope: everybody, ask: (on) => isDraft(on, SMALL_COUNTY, 'their0000000') },
  'what a plan is': { scope: everybody, ask: (on) => livingRow(on, SMALL_COUNTY, 'their0000000') },
  'acts on a plan': { scope: everybody, ask: (on) => actRows(on, SMALL_COUNTY, 'their0000000') },
  'changes of a plan': { scope: everybody, ask: (on) => changesRow(on, SMALL_COUNTY, 'their0000000') },
  'comments on a plan': { scope: everybody, ask: (on) => commentRows(on, SMALL_COUNTY, 'their0000000') },
  'plans published since': { scope: everybody, ask: (on) => publishedSince(on, SMALL_COUNTY, 'own000000000') },
  'checkpoints of a plan': { scope: everybody, ask: (on) => checkpointRows(on, SMALL_COUNTY, 'their0000000') },
  'a checkpoint': { scope: everybody, ask: (on) => checkpointOperations(on, SMALL_COUNTY, 'their0000000', 'one') },
  'workers on boards and sheets': { scope: post(`/${SMALL_COUNTY}/`), ask: (on) => gridWorkerRows(on, SMALL_COUNTY) },
  'workers of a plan': {
    scope: post(`/${SMALL_COUNTY}/`),
    ask: (on) => planWorkerRows(on, SMALL_COUNTY, 'their0000000'),
  },
}

const belonging =
  'issue_event|issue|plan_act|plan_checkpoint|plan_comment|plan_ground|plan_operation|plan_worker|plan|post|person|grid_care'

/** The question as somebody would write it who forgot to ask for the county of what belongs to somebody. */
function forget(on: Queryable): Queryable {
  return {
    query: (sql, parameters, often) => {
      const aliases = [
        ...sql.matchAll(new RegExp(`(?:from|join) (${belonging})\\b(?: (?!where|join|on|left|set)(\\w+))?`, 'g')),
      ]
      const names = aliases.flatMap(([, table, alias]) => (alias === undefined ? [table!] : [table!, alias]))
      const named = new RegExp(`\\b(${names.join('|')})\\.county = \\$1::text`, 'g')
      const plain = new RegExp(`((?:from|join) (?:${belonging})\\b(?:, span)?\\s+where) county = \\$1::text`, 'g')
      return on.query(
        sql.replaceAll(named, '$$1::text is not null').replaceAll(plain, '$1 $$1::text is not null'),
        parameters,
        often,
      )
    },
  }
}

describe('a feature that forgets the condition of its question', () => {
  const database = withDatabase()
  beforeAll(async () => {
    const { db } = database
    await createSmallCounty(db)
    await addBuildings(db)
    await db.query(
      `insert into county (code, name, name_en, geom)
       values ($1::text, '邻区', 'Neighbour', st_multi(st_makeenvelope(121, 37, 121.2, 37.1, 4326)))`,
      [NEIGHBOUR],
    )
    await db.query(
      `insert into issue (county, id, filed_at, number, category, source, state, title, street, community, answer_by, finish_by, closed_at, rating, geom)
       select county, id, $1::timestamptz - id * interval '3 hours', 'N' || id, 'lamp', 'patrol', state, '灯', street,
         street || '001', $1::timestamptz - interval '1 hour', $1::timestamptz - interval '30 minutes',
         case when state = 'closed' then $1::timestamptz - interval '10 minutes' end, case when state = 'closed' then 5 end,
         st_setsrid(st_makepoint(120.05, 37.05), 4326)
       from (values ('370699', 1, '370699001', 'filed'), ('370699', 2, '370699002', 'closed'),
         ('370700', 3, '370699001', 'filed'), ('370700', 4, '370699001', 'closed')) as given (county, id, street, state)`,
      [now],
    )
    await db.query(
      `insert into issue_event (county, issue, sequence, at, kind, actor)
       select county, id, 1, filed_at, 'file', 'x' from issue
       union all select county, id, 2, filed_at, 'reopen', 'x' from issue where county = '370700'`,
    )
    await db.query(
      `insert into plan (county, id, name, state, community, base_date, day, created_at)
       values ('370699', 'own000000000', 'own000000000', 'draft', '370699', '2026-01-01', null, '2026-01-01'),
         ('370700', 'their0000000', 'their0000000', 'draft', '370700', '2026-01-01', null, '2026-01-01'),
         ('370700', 'begun0000000', 'begun', 'published', '370699', '2026-01-01', '2026-02-01', '2026-01-01')`,
    )
    // a path that begins as the county's own does
    await db.query(
      `insert into area (county, code, level, parent, path, name, geom)
       select '370700', '370699', 'community', '370700', '/370699/x/', 'x', geom from county where code = '370700'`,
    )
    await db.query(
      `insert into plan_act (county, plan, sequence, at, act, actor, role, version, changes)
       values ('370700', 'their0000000', 1, now(), 'begin', 'x', 'planner', 0, '{}'), ('370700', 'begun0000000', 1, now(), 'begin', 'x', 'planner', 0, null)`,
    )
    await db.query(
      `insert into plan_comment (county, plan, id, at, actor, body) values ('370700', 'their0000000', 'one', now(), 'x', 'x')`,
    )
    await db.query(
      `insert into plan_checkpoint (county, plan, id, name, at, actor, operations)
       values ('370700', 'their0000000', 'one', 'x', now(), 'x', '[]')`,
    )
    await db.query(
      `insert into person (county, id, login, name, phone, created_at)
       select county, id, id, id, '13800000000', now()
       from (values ('370699', 'here'), ('370699', 'beside'), ('370700', 'there')) as given (county, id)`,
    )
    await db.query(
      `insert into post (county, person, role, unit, path, name)
       values ('370699', 'here', 'grid-worker', '370699001001001', '/370699/370699001/370699001001/370699001001001/', 'x'),
         ('370699', 'beside', 'grid-worker', '370699002001001', '/370699/370699002/370699002001/370699002001001/', 'x'),
         ('370700', 'there', 'grid-worker', '370700001001001', '/370700/370700001/370700001001/370700001001001/', 'x')`,
    )
    await db.query(
      `insert into plan_worker (county, plan, person, grids, placed_by, placed_at)
       values ('370700', 'their0000000', 'there', '{x}', 'x', now())`,
    )
  })

  for (const [name, { scope, ask }] of Object.entries(questions))
    it(`is told what its scope has, and no more: ${name}`, async () => {
      const { db } = database
      const told = await ask(db.within(scope))
      expect(await ask(forget(db.within(scope)))).toEqual(told)
      // the question was indeed forgetful
      expect(await ask(forget(db))).not.toEqual(told)
    })

  it('shows a plan to those who are shown its county whole, not to the screen of a street', async () => {
    const { db } = database
    expect((await planRows(db.within(everybody), SMALL_COUNTY)).map(({ id }) => id)).toEqual(['own000000000'])
    expect(await planRows(db.within(screen), SMALL_COUNTY)).toEqual([])
    for (const table of belonging.split('|').filter((one) => one.startsWith('plan'))) {
      const counted = async (scope: Scope) => (await db.within(scope).query(`select 1 from ${table}`)).length
      const there = table === 'plan_worker' ? { ...post('/370700/'), ground: '/370700/' } : scopeOfAll(NEIGHBOUR)
      expect([table, await counted(scopeOfAll(''))]).toEqual([table, 0])
      if (table !== 'plan_ground' && table !== 'plan_operation')
        expect([table, await counted(there)]).not.toEqual([table, 0])
    }
    for (const hidden of ['person from plan_act', 'person from plan_comment'])
      await expect(db.within(everybody).query(`select ${hidden}`)).rejects.toThrow('permission denied')
  })

  it('names on a board of a street who cares for its grid from the next street, and nobody else of there', async () => {
    const { db } = database
    const seen = async (path: string) =>
      (await gridWorkerRows(db.within(post(path)), SMALL_COUNTY)).map(({ person, grid }) => [person, grid.slice(0, 9)])
    expect(await seen(`/${SMALL_COUNTY}/${street}/`)).toEqual([['here', street]])
    await db.query(`insert into grid_care (county, person, grid) values ('370699', 'beside', '370699001001001')`)
    expect(await seen(`/${SMALL_COUNTY}/${street}/`)).toEqual([
      ['here', street],
      ['beside', street],
      ['beside', next],
    ])
    expect(await seen(`/${SMALL_COUNTY}/${next}/`)).toEqual([
      ['beside', street],
      ['beside', next],
    ])
    await db.query('delete from grid_care')
  })

  it('asks within a scope wherever an address of these features answers', async () => {
    const loose = new Set<string>()
    const watched: Database = {
      ...database.db,
      query: (sql, ...rest) => {
        for (const [, table] of sql.matchAll(new RegExp(`(?:from|join) (${belonging})\\b`, 'g'))) loose.add(table!)
        return database.db.query(sql, ...rest)
      },
    }
    const routes = [figureRoutes, searchRoutes, replayRoutes, planRoutes, planLifeRoutes, planCheckpointRoutes]
    const served = await serveRoutes(
      watched,
      (context) => {
        const router = Router()
        for (const one of [...routes, planFileRoutes, workerRoutes, printRoutes]) router.use(one(context))
        return router
      },
      now,
    )
    try {
      const headers = await actAs(served.context, { role: 'district' })
      const get = async (address: string) => {
        loose.clear()
        const answer = await served.fetch(address.replace('COUNTY', SMALL_COUNTY))
        expect([address, answer.status]).toEqual([address, 200])
        return [...loose]
      }
      // what a plan stands on is read once for all, and held in memory
      await get('/api/plans/own000000000?county=COUNTY')
      for (const address of [
        '/api/figures?county=COUNTY',
        '/api/search?county=COUNTY&q=N',
        '/api/replay?county=COUNTY&from=2026-11-10T00:00:00Z',
        '/api/plans?county=COUNTY',
        '/api/plans/own000000000?county=COUNTY',
        '/api/plans/own000000000/life?county=COUNTY',
        '/api/plans/own000000000/checkpoints?county=COUNTY',
      ])
        expect([address, await get(address)]).toEqual([address, []])
      for (const body of [
        { kind: 'signboards', scope: street },
        { kind: 'sheets', scope: SMALL_COUNTY, plan: 'own000000000' },
      ]) {
        loose.clear()
        const answer = await served.ask(`/api/prints?county=${SMALL_COUNTY}`, { method: 'POST', headers, body })
        expect(answer.status).toBe(202)
        expect([...loose].filter((table) => table !== 'person' && table !== 'post')).toEqual([])
      }
    } finally {
      await served.close()
    }
  })
})
