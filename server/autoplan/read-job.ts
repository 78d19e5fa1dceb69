import { groundOfStanding } from '#domain/autoplan/draw-plan.ts'
import type { AutoplanTask } from '#domain/autoplan/draw-proposals.ts'
import { borderLines } from '#domain/autoplan/ground-features.ts'
import type { StayingGrids } from '#domain/autoplan/plan-figures.ts'
import type { StandingGrid } from '#domain/autoplan/prepare-ground.ts'
import type { RunNames, StayingGround } from '#domain/autoplan/tell-proposals.ts'
import type { AutoplanRequest } from '#domain/contract/autoplan.ts'
import type { Box } from '#domain/contract/common.ts'
import { countAt } from '#domain/partition/area.ts'
import { type CountedPoints, censusOf } from '#domain/partition/census.ts'
import type { Draft } from '#domain/partition/draft.ts'
import { groundOf } from '#domain/partition/ground.ts'
import { compactness, measure } from '#domain/partition/measure.ts'
import { polygonsOf, toMultiPolygon } from '#domain/partition/polygon.ts'
import { alongMeasure } from '#domain/plan-compare/along-lines.ts'
import { innerBorders } from '#domain/plan-compare/inner-borders.ts'
import { scopeOfAll } from '#server/account/scope-of.ts'
import type { Context } from '#server/context.ts'
import { HttpProblem, notFound } from '#server/http.ts'
import { boxOfBase } from '#server/plan/box-of-base.ts'
import { draftStoreOf } from '#server/plan/draft-store.ts'
import { askCounty } from '#server/plan/plan-base.ts'
import { requirePlan } from '#server/plan/require-plan.ts'
import { readFeatures, readLines } from './read-features.ts'

/** A plan to draw: what from, and what stays as it stands. */
export interface Job {
  scope: { code: string; name: string }
  /** 'YYYY-MM-DD'. */
  baseDate: string
  task: AutoplanTask
  staying: StayingGround
  names: RunNames
}

/** Reads what a plan is drawn from. Throws HttpProblem 404 for unknown areas, plans and grids, 422 where nothing is free. */
export async function readJob(context: Context, county: string, request: AutoplanRequest): Promise<Job> {
  const { db, now } = context
  const { today } = await askCounty(db, county, now())
  const shown = db.within(scopeOfAll(county))
  const row = request.plan === undefined ? null : await requirePlan(shown, county, request.plan, 'body.plan')
  const store = draftStoreOf(context)
  const known = row
    ? await store.baseOfPlan(county, row)
    : await store.baseOf(county, request.scope, today, 'body.scope')
  const standing = row ? store.replayed(row.id, known, row.operations).draft : known.drafted.draft
  const grids = standingGrids(standing)
  const free = freeGrids(grids, request)
  const { base } = known
  const { compoundNames, ...features } = await readFeatures(db, county, boxAround(free))
  const kept = await keptGrids(context, county, { draft: standing, points: known.drafted.points, grids, free })
  const communityNames = new Map(base.communities.map(({ code, name }) => [code, name]))
  const { x, y, issues } = base.points
  return {
    scope: { code: base.scope.code, name: base.scope.name },
    baseDate: row?.base_date ?? today,
    task: { free, communityNames, features, issues: { x, y, issues }, kept, request },
    staying: {
      grids: grids.filter((grid) => !free.includes(grid)).map(groundOfStanding),
      microGrids: standingMicroGrids(standing),
    },
    names: { communityNames, compoundNames },
  }
}

interface Standing {
  draft: Draft
  points: CountedPoints
  grids: readonly StandingGrid[]
  free: readonly StandingGrid[]
}

/** Base grids of a draft that stay whatever is drawn, and the borders that have a grid that stays on a side. */
async function keptGrids(
  { db }: Context,
  county: string,
  { draft, points, grids, free }: Standing,
): Promise<StayingGrids> {
  if (free.length === grids.length) return { households: [], compactness: 0, borderMeters: 0, alongMeters: 0 }
  const drawn = new Set(free.map(({ code }) => code))
  const kept = grids.filter(({ code, kind }) => kind === 'base' && !drawn.has(code))
  const counted = { draft, census: censusOf(draft.partition, points) }
  const borders = innerBorders(draft, (one, other) => !drawn.has(one) || !drawn.has(other))
  return {
    households: kept.map(({ code }) => countAt(counted, points, 'grid', code).households),
    compactness: kept.reduce((sum, { code }) => sum + compactness(measure(groundOf(draft, code))), 0),
    ...alongMeasure(borderLines(await readLines(db, county, boxAround(grids))))(borders),
  }
}

function boxAround(grids: readonly StandingGrid[]): Box {
  return boxOfBase({ grids: grids.map((grid) => ({ ...grid, locked: false })) })
}

function standingMicroGrids(draft: Draft): StayingGround['microGrids'] {
  return [...draft.microGrids.values()]
    .filter((micro) => draft.grids.get(micro.grid)?.locked === false)
    .map(({ code, name, grid }) => ({
      ...{ code, name, grid },
      ground: { type: 'MultiPolygon', coordinates: toMultiPolygon(polygonsOf(draft.partition, code)) },
    }))
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
