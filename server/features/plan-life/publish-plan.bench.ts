import type { PlanOperation } from '#domain/contract/plan.ts'
import { applyOperation, type Draft } from '#domain/partition/draft.ts'
import { draftOfBase } from '#domain/partition/draft-of-base.ts'
import { groundOf } from '#domain/partition/ground.ts'
import { toDegrees } from '#domain/partition/lattice.ts'
import { nextCode } from '#domain/partition/next-code.ts'
import type { Benchmark } from '#scripts/bench/benchmark.ts'
import { loadDemo } from '#scripts/demo/load-demo.ts'
import type { Db } from '#server/db.types.ts'
import { draftStoreOf, type HeldPlan } from '#server/plan/draft-store.ts'
import { readPlanBase } from '#server/plan/plan-base.ts'
import { planRow } from '#server/plan/plan-row.query.ts'
import { placeClosedIssuesLeft } from '#server/plan-life/place-closed-issues.ts'
import { livingRow } from '#server/plan-life/plan-life.query.ts'
import { publishPlan } from '#server/plan-life/publish-plan.ts'
import { refreshStatistics } from '#server/refresh-statistics.ts'
import { actAs } from '#server/test-support/act-as.ts'
import { serveRoutes } from '#server/test-support/serve-routes.ts'
import { planLifeRoutes } from './plan-life.route.ts'

const COUNTY = '370699'
const PLAN = 'benchmarkabc'
/** Issues of the short form; the ground and its grids are the same. */
const SHORT_ISSUES = 20_000

export const benchmarks: Benchmark[] = [
  {
    name: 'plan.publish',
    unit: 's',
    budget: { atMost: 3 },
    limitSeconds: 600,
    async run(context) {
      const db = await context.database()
      const at = new Date()
      // the ground is the large county's either way; with --long its issues too
      const size = context.long ? {} : { issues: SHORT_ISSUES }
      await loadDemo(db, { size: 'large', now: at, seed: context.seed, ...size })
      await refreshStatistics(db)
      const operations = await halves(db, at)
      await storePlan(db, operations, at)
      const cold = await timed(() => publishAndTakeBack(db, at, null))
      const served = await serveRoutes(db, planLifeRoutes, at)
      try {
        // as the clock does a minute before the day
        const held = await draftStoreOf(served.context).held(COUNTY, (await planRow(db, COUNTY, PLAN))!)
        const onTheDay = await timed(() => publishAndTakeBack(db, at, held))
        const planner = await actAs(served.context, { role: 'planner' })
        const about = (what: string) => `/api/plans/${PLAN}/${what}?county=${COUNTY}`
        // what the page asks before it offers the button; from then on the server holds the plan
        const { body: life } = await served.ask(about('life'), { headers: planner })
        const preview = await timed(() => served.ask(about('changes'), { headers: planner }))
        const body = { act: 'publish', day: life.today, expectedVersion: 0 }
        const pressed = await timed(async () => {
          const answer = await served.ask(about('acts'), { method: 'POST', headers: planner, body })
          if (answer.body.state !== 'published') throw new Error(`not published: ${JSON.stringify(answer.body)}`)
        })
        const note = await noteOf(db, operations.length, at)
        const halved = `${operations.length} grids of the large county halved`
        return [
          { value: pressed, note: `from the button to the answer, of a plan that the server holds: ${note}` },
          {
            name: '.day',
            value: onTheDay,
            note: `on a day set ahead, held by the clock a minute before: ${halved}, rolled back`,
          },
          {
            name: '.cold',
            budget: null,
            value: cold,
            note: `where nothing is held, as by a server that was down on that day: ${halved}, rolled back`,
          },
          { name: '.preview', budget: null, value: preview, note: `what it will change, told before: ${halved}` },
        ]
      } finally {
        await served.close()
      }
    },
  },
]

/** Seconds that some work takes. */
async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return (performance.now() - started) / 1000
}

/** Publishes as the server's clock does, and rolls it back. */
async function publishAndTakeBack(db: Db, at: Date, held: HeldPlan | null): Promise<void> {
  class TakenBack extends Error {}
  const day = at.toISOString().slice(0, 10)
  const publishing = db.transaction(async (transaction) => {
    const row = await livingRow(transaction, COUNTY, PLAN, 'lock')
    await publishPlan(transaction, COUNTY, row!, { day, at, by: null, held })
    throw new TakenBack()
  })
  await publishing.catch((error: unknown) => {
    if (!(error instanceof TakenBack)) throw error
  })
}

async function noteOf(db: Db, halved: number, at: Date): Promise<string> {
  let placed = 0
  const seconds = await timed(async () => {
    placed = await placeClosedIssuesLeft(db, at)
  })
  const [counted] = await db.query<{ grids: number; opened: number; issues: number; moved: number }>(
    `select (select count(*)::int from grid where valid_to is null) as grids,
       (select count(*)::int from grid where valid_to is null and valid_from > '2020-01-01') as opened,
       (select count(*)::int from issue) as issues,
       (select count(*)::int from issue_event where kind = 'regrid') as moved`,
  )
  const { grids, opened, issues, moved } = counted!
  return `${halved} grids of the large county halved: ${opened} rows of ${grids} grids opened, ${moved} open issues moved; the ${placed} closed ones of ${issues} follow in ${seconds.toFixed(1)} s`
}

/** Splits every grid that takes it by a line through the middle, from west to east. */
async function halves(db: Db, at: Date): Promise<PlanOperation[]> {
  const day = at.toISOString().slice(0, 10)
  let { draft } = draftOfBase(await readPlanBase(db, COUNTY, COUNTY, day, at))
  const operations: PlanOperation[] = []
  for (const grid of [...draft.grids.values()]) {
    const line = lineThrough(draft, grid.code)
    const code = nextCode(draft, grid.community)
    const operation: PlanOperation = {
      kind: 'split',
      face: grid.code,
      line,
      keep: 'left',
      code,
      name: `${grid.name} B`,
    }
    const applied = applyOperation(draft, operation)
    if (!applied.ok) continue
    draft = applied.draft
    operations.push(operation)
  }
  return operations
}

function lineThrough(draft: Draft, code: string): [number, number][] {
  const points = groundOf(draft, code).flat(2)
  const xs = points.filter((_, i) => i % 2 === 0)
  const ys = points.filter((_, i) => i % 2 === 1)
  const [west, east] = [Math.min(...xs) - 1000, Math.max(...xs) + 1000]
  const middle = Math.round((Math.min(...ys) + Math.max(...ys)) / 2)
  return [
    [toDegrees(west), toDegrees(middle)],
    [toDegrees(east), toDegrees(middle)],
  ]
}

async function storePlan(db: Db, operations: readonly PlanOperation[], at: Date): Promise<void> {
  await db.query(
    `insert into plan (county, id, name, community, state, base_date)
     select code, $2::text, 'benchmark', code, 'approved', ($3::timestamptz at time zone time_zone)::date
     from county where code = $1::text`,
    [COUNTY, PLAN, at],
  )
  // halved grids are below the norm of households
  await db.query(
    `update county set settings = jsonb_set(settings, '{planRules}', coalesce(settings -> 'planRules', '{}') || $2::jsonb)
     where code = $1::text`,
    [COUNTY, JSON.stringify({ severity: { 'household-norm': 'warn' } })],
  )
  await db.query(
    `insert into plan_operation (county, plan, sequence, operation)
     select $1::text, $2::text, given.number, given.operation::jsonb
     from unnest($3::text[]) with ordinality as given (operation, number)`,
    [COUNTY, PLAN, operations.map((operation) => JSON.stringify(operation))],
  )
}
