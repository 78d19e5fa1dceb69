import { LRUCache } from 'lru-cache'
import { type DrawnPlan, groundOfStanding } from '#domain/autoplan/draw-plan.ts'
import type { PlanFigures } from '#domain/autoplan/plan-figures.ts'
import type { StandingGrid } from '#domain/autoplan/prepare-ground.ts'
import {
  type AutoplanFigures,
  type AutoplanRequest,
  type AutoplanRun,
  autoplanLimits,
} from '#domain/contract/autoplan.ts'
import type { PlanGround } from '#domain/contract/plan.ts'
import type { Draft } from '#domain/partition/draft.ts'
import { groundOf } from '#domain/partition/ground.ts'
import { polygonsOf, toMultiPolygon } from '#domain/partition/polygon.ts'
import type { Context } from '#server/context.ts'
import { HttpProblem, notFound } from '#server/http.ts'
import { newId } from '#server/new-id.ts'
import { boxOfBase } from '#server/plan/box-of-base.ts'
import { draftStoreOf } from '#server/plan/draft-store.ts'
import { askCounty } from '#server/plan/plan-base.ts'
import { planRow } from '#server/plan/plan-row.query.ts'
import { createWorkerThread } from '#server/worker-thread.ts'
import type { AutoplanAnswer, AutoplanTask } from './draw-proposals.ts'
import { newProgress, progressOf } from './progress.ts'
import { type NamedFeatures, readFeatures } from './read-features.ts'

/** Runs kept in memory, and for how long after they were last asked for. */
const KEPT_RUNS = 40
const KEPT_MILLISECONDS = 3_600_000

interface Run {
  id: string
  county: string
  scope: { code: string; name: string }
  baseDate: string
  progress: ReturnType<typeof progressOf>
  ended: 'done' | 'cancelled' | 'failed' | null
  answer: AutoplanAnswer
  /** Grids that were not to be drawn anew, and everything that stood. */
  untouched: PlanGround['grids']
  standing: Draft
  communityNames: ReadonlyMap<string, string>
  compoundNames: readonly string[]
}

const stores = new WeakMap<Context, ReturnType<typeof createRuns>>()

/** The one store of a server. */
export function autoplanRunsOf(context: Context): ReturnType<typeof createRuns> {
  const known = stores.get(context) ?? createRuns(context)
  stores.set(context, known)
  return known
}

/** Runs of the drawing thread: one is drawn at a time, others wait. */
function createRuns(context: Context) {
  const { db, now, log } = context
  const runs = new LRUCache<string, Run>({ max: KEPT_RUNS, ttl: KEPT_MILLISECONDS, updateAgeOnGet: true })
  const file = new URL('./autoplan.worker.ts', import.meta.url)
  const thread = createWorkerThread<AutoplanTask, AutoplanAnswer>(file, () => {})

  /** Begins a run. Throws HttpProblem 404 for unknown areas, plans and grids, 422 where nothing is free, 503 when too many run. */
  async function start(county: string, request: AutoplanRequest): Promise<AutoplanRun> {
    const busy = [...runs.values()].filter((run) => run.ended === null).length
    if (busy >= autoplanLimits.runs)
      throw new HttpProblem(503, 'too-many-runs', `${busy} plans are being drawn; wait for one, or cancel one.`)
    const { today } = await askCounty(db, county, now())
    const row = request.plan === undefined ? null : await planRow(db, county, request.plan)
    if (request.plan !== undefined && !row)
      throw notFound(`County ${county} has no plan ${request.plan}.`, 'unknown-plan', 'body.plan')
    const store = draftStoreOf(context)
    const known = row
      ? await store.baseOfPlan(county, row)
      : await store.baseOf(county, request.scope, today, 'body.scope')
    const standing = row ? store.replayed(row.id, known, row.operations).draft : known.drafted.draft
    const grids = standingGrids(standing)
    const free = freeGrids(grids, request)
    const { base } = known
    const features = await readFeatures(db, county, boxOfBase(base))
    const communityNames = new Map(base.communities.map(({ code, name }) => [code, name]))
    const memory = newProgress()
    const run: Run = {
      id: newId(),
      county,
      scope: { code: base.scope.code, name: base.scope.name },
      baseDate: row?.base_date ?? today,
      progress: progressOf(memory),
      ended: null,
      answer: null,
      untouched: grids.filter((grid) => !free.includes(grid)).map(groundOfStanding),
      standing,
      communityNames,
      compoundNames: features.compoundNames,
    }
    runs.set(run.id, run)
    const { x, y, issues } = base.points
    void thread
      .ask({ free, communityNames, features: plain(features), issues: { x, y, issues }, request, progress: memory })
      .then((answer) => {
        run.answer = answer
        run.ended = answer === null ? 'cancelled' : 'done'
      })
      .catch((error: unknown) => {
        run.ended = 'failed'
        log.error({ error: String(error), run: run.id }, 'drawing a plan failed')
      })
    return tell(run)
  }

  function ask(county: string, id: string): Run {
    const run = runs.get(id)
    if (run?.county !== county)
      throw notFound(`There is no run ${id}; runs are kept for an hour.`, 'unknown-run', 'path.run')
    return run
  }

  function cancel(county: string, id: string): AutoplanRun {
    const run = ask(county, id)
    run.progress.cancel()
    if (run.ended === null) run.ended = 'cancelled'
    return tell(run)
  }

  /** Ground of a proposal: what was drawn, what stayed, micro-grids of both. */
  function groundOfProposal(county: string, id: string, number: number): { ground: PlanGround; run: Run } {
    const run = ask(county, id)
    const drawn = run.ended === 'done' ? run.answer?.proposals[number] : undefined
    if (!drawn || !isPlan(drawn))
      throw new HttpProblem(409, 'no-proposal', `Run ${id} has no proposal ${number}.`, 'body.proposal')
    const grids = [...drawn.grids, ...run.untouched]
    const stays = new Set([...drawn.untouched, ...run.untouched.map((grid) => grid.code)])
    const kept = [...run.standing.microGrids.values()]
      .filter((micro) => stays.has(micro.grid) && run.standing.grids.get(micro.grid)?.locked === false)
      .map(({ code, name, grid }): PlanGround['microGrids'][number] => ({
        ...{ code, name, grid },
        ground: { type: 'MultiPolygon', coordinates: toMultiPolygon(polygonsOf(run.standing.partition, code)) },
      }))
    return { ground: { grids, microGrids: [...drawn.microGrids, ...kept] }, run }
  }

  return { start, cancel, told: (county: string, id: string) => tell(ask(county, id)), groundOfProposal }
}

/** Grids of a draft that it may change, with their ground. */
function standingGrids(draft: Draft): StandingGrid[] {
  return [...draft.grids.values()]
    .filter((grid) => !grid.locked)
    .map(({ code, name, kind, community }) => ({
      ...{ code, name, kind, community },
      polygons: toMultiPolygon(groundOf(draft, code)),
    }))
}

/** Dedicated grids are set apart, kept ones stay. */
function freeGrids(grids: readonly StandingGrid[], { keep, only }: AutoplanRequest): StandingGrid[] {
  const known = new Set(grids.map((grid) => grid.code))
  const stranger = [...keep, ...(only ?? [])].find((code) => !known.has(code))
  if (stranger !== undefined)
    throw notFound(`There is no grid ${stranger} to draw anew or keep.`, 'unknown-grid', 'body.only')
  const free = grids.filter(
    ({ code, kind }) => kind === 'base' && !keep.includes(code) && (only === undefined || only.includes(code)),
  )
  if (free.length === 0)
    throw new HttpProblem(
      422,
      'nothing-to-draw',
      'Every grid there is kept or dedicated: nothing is left to draw.',
      'body.keep',
    )
  return free
}

function plain({ compoundNames: _, ...features }: NamedFeatures) {
  return features
}

/** A proposal that draws something: at least one community came out. */
function isPlan({ figures }: DrawnPlan): boolean {
  return figures.grids > 0
}

function tell(run: Run): AutoplanRun {
  const { stage, share } = run.progress.told()
  const answer = run.ended === 'done' ? run.answer : null
  const told = (drawn: DrawnPlan) =>
    drawn.unplanned.map(({ compound, ...none }) => ({
      ...none,
      communityName: run.communityNames.get(none.community) ?? none.community,
      compound: run.compoundNames[compound] ?? '',
    }))
  const drawn = answer?.proposals ?? []
  return {
    id: run.id,
    state: run.ended ?? stage,
    share: run.ended === 'done' ? 1 : share,
    scope: run.scope,
    today: answer ? figuresTold(answer.today) : null,
    proposals: drawn.flatMap((plan) =>
      isPlan(plan)
        ? [
            {
              leaning: plan.leaning,
              figures: figuresTold(plan.figures),
              microGrids: plan.microGrids.length,
              unplanned: told(plan),
              outlines: [...plan.grids, ...run.untouched].map(outlineOf),
            },
          ]
        : [],
    ),
    unplanned: drawn.length > 0 && !drawn.some(isPlan) ? told(drawn[0]!) : [],
  }
}

function figuresTold(figures: PlanFigures): AutoplanFigures {
  const { grids, within, households, moved, fewest, most, compactness, borderMeters, alongMeters, squaredOff, aim } =
    figures
  return {
    ...{ grids, within, households, moved, most },
    fewest: grids === 0 ? 0 : fewest,
    compactness: grids === 0 ? 0 : compactness / grids,
    alongShare: borderMeters === 0 ? null : alongMeters / borderMeters,
    off: grids === 0 ? 0 : Math.sqrt(squaredOff / grids) * aim,
  }
}

/** Outer rings to about a metre: for a small map. */
function outlineOf({
  name,
  code,
  ground,
}: PlanGround['grids'][number]): AutoplanRun['proposals'][number]['outlines'][number] {
  const polygons = ground.type === 'Polygon' ? [ground.coordinates] : ground.coordinates
  const rounded = (degrees: number) => Math.round(degrees * 1e5) / 1e5
  return {
    name,
    standing: code !== null,
    rings: polygons.map(([outer]) => outer!.map(([x, y]) => [rounded(x), rounded(y)])),
  }
}
