import type { PlanOperation } from '#domain/contract/plan.ts'
import { applyOperation, type Draft } from '#domain/partition/draft.ts'
import { draftOfBase } from '#domain/partition/draft-of-base.ts'
import { groundOf } from '#domain/partition/ground.ts'
import { toDegrees } from '#domain/partition/lattice.ts'
import { nextCode } from '#domain/partition/next-code.ts'
import type { Benchmark } from '#scripts/bench/benchmark.ts'
import { loadDemo } from '#scripts/demo/load-demo.ts'
import type { Db } from '#server/db.types.ts'
import { readPlanBase } from '#server/plan/plan-base.ts'
import { refreshStatistics } from '#server/refresh-statistics.ts'
import { placeClosedIssuesLeft } from './place-closed-issues.ts'
import { livingRow } from './plan-life.query.ts'
import { publishPlan } from './publish-plan.ts'

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
      const started = performance.now()
      await db.transaction(async (transaction) => {
        const row = await livingRow(transaction, COUNTY, PLAN, 'lock')
        await publishPlan(transaction, COUNTY, row!, { day: row!.day!, at, by: null })
      })
      const seconds = (performance.now() - started) / 1000
      const followed = performance.now()
      const placed = await placeClosedIssuesLeft(db, at)
      const placedSeconds = (performance.now() - followed) / 1000
      const [counted] = await db.query<{ grids: number; opened: number; issues: number; moved: number }>(
        `select (select count(*)::int from grid where valid_to is null) as grids,
           (select count(*)::int from grid where valid_to is null and valid_from > '2020-01-01') as opened,
           (select count(*)::int from issue) as issues,
           (select count(*)::int from issue_event where kind = 'regrid') as moved`,
      )
      const { grids, opened, issues, moved } = counted!
      return {
        value: seconds,
        note: `${operations.length} grids of the large county halved: ${opened} rows of ${grids} grids opened, ${moved} open issues moved; the ${placed} closed ones of ${issues} follow in ${placedSeconds.toFixed(1)} s`,
      }
    },
  },
]

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
    `insert into plan (county, id, name, community, state, base_date, day)
     select code, $2::text, 'benchmark', code, 'scheduled', day, day
     from county, lateral (select ($3::timestamptz at time zone time_zone)::date as day) today where code = $1::text`,
    [COUNTY, PLAN, at],
  )
  await db.query(
    `insert into plan_operation (county, plan, sequence, operation)
     select $1::text, $2::text, given.number, given.operation::jsonb
     from unnest($3::text[]) with ordinality as given (operation, number)`,
    [COUNTY, PLAN, operations.map((operation) => JSON.stringify(operation))],
  )
}
