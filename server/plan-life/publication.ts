import type { Position } from '#domain/contract/common.ts'
import type { PlanChanges } from '#domain/contract/plan-life.ts'
import type { BuildFinding } from '#domain/partition/build-partition.ts'
import { censusOf, takeCensus } from '#domain/partition/census.ts'
import type { Draft } from '#domain/partition/draft.ts'
import { interiorPoint } from '#domain/partition/interior-point.ts'
import { toPosition } from '#domain/partition/lattice.ts'
import { doubleArea } from '#domain/partition/polygon.ts'
import { type CodedChange, codeChanges } from '#domain/plan-code/code-changes.ts'
import { compareGround } from '#domain/plan-code/compare-ground.ts'
import type { Ground, GroundArea } from '#domain/plan-code/ground.ts'
import { layMicroGrids, toLatticePolygons } from '#domain/plan-code/lay-micro-grids.ts'
import { gridsOfPoints, movedHouseholds, takersOf } from '#domain/plan-code/moved-households.ts'
import { setApart } from '#domain/plan-code/set-apart.ts'
import { touchedGround } from '#domain/plan-code/touched-ground.ts'
import type { Queryable } from '#server/db.types.ts'
import { HttpProblem } from '#server/http.ts'
import type { HeldPlan } from '#server/plan/draft-store.ts'
import { usedCodes } from '#server/plan/plan-ground.query.ts'
import { planWorkerRows, workerPostRows } from '#server/workers/worker.query.ts'
import { boxOfGround } from './box-of-ground.ts'
import { drawnPlan } from './drawn-plan.ts'
import type { LivingRow } from './plan-life.query.ts'
import { microGridsOn, openIssuesIn, postsAt } from './publication.query.ts'

/** What a publication will write, and what it means to people. */
export interface Publication {
  changes: readonly CodedChange[]
  told: PlanChanges
  /** For each closed grid, the code of the one that takes most of it. */
  into: ReadonlyMap<string, string>
  /** The code a grid of the draft is given. */
  codeOf(draftCode: string): string
  /** Pairs of codes whose stored ground overlapped before the plan: not the plan's doing. */
  overlapping: readonly string[]
}

/**
 * Works out what publishing a plan changes, from what the database holds: the same for the preview and for the
 * publication itself. `held`: the plan as the server holds it; where that is no longer how it stands in the database, or
 * null, it is read and replayed. Throws HttpProblem 409 `broken-steps` or `codes-used-up`.
 */
export async function publicationOf(
  db: Queryable,
  county: string,
  row: LivingRow,
  now: Date,
  held: HeldPlan | null,
): Promise<Publication> {
  const { base, stood, drafted, kept, replayed } = await drawnPlan(db, county, row, now, held)
  if (!replayed.ok)
    throw new HttpProblem(
      409,
      'broken-steps',
      `Operation ${replayed.index + 1} of plan ${row.id} does not stand on the grids of ${row.base_date}: ${replayed.reason}.`,
    )
  const touched = touchedGround(stood.draft, replayed.draft)
  const apart = kept === null ? null : setApart(touched.before, touched.after, kept)
  const ground = { before: touched.before, after: apart?.after ?? touched.after }
  const known = knowsMicroGrids(drafted.draft) || knowsMicroGrids(replayed.draft)
  const { before, after } = known ? ground : await laidUnder(db, county, row, ground)
  const coded = codeChanges(before, after, {
    used: await usedCodes(db, county),
    microGridDigits: base.rules.microGridDigits ?? digitsOf(before.microGrids),
  })
  if (!coded.ok)
    throw new HttpProblem(
      409,
      'codes-used-up',
      `Under ${coded.parent} all numbers up to ${coded.most} have been given; no code is given twice.`,
    )
  const { points } = base
  const codeOf = (draftCode: string) => coded.codes.get(apart?.keys.get(draftCode) ?? draftCode) ?? draftCode
  const was = gridsOfPoints(stood.draft, censusOf(stood.draft.partition, points), points.x.length)
  const is = gridsOfPoints(replayed.draft, censusOf(replayed.draft.partition, points), points.x.length)
  const closed = coded.changes.flatMap(({ level, kind, before: gone }) =>
    level === 'grid' && kind === 'closed' ? [gone!.code] : [],
  )
  const takers = takersOf(closed, was, is, points)
  const into = new Map([...takers].map(([gone, taker]) => [gone, codeOf(taker)]))
  const draftCodes = new Map([...(apart?.keys ?? [])].map(([code, key]) => [key, code]))
  const drawn = coded.changes.map((change) => withDraftCode(change, draftCodes))
  const told = {
    changes: drawn.map((change) => toldChange(change, into)),
    stay: stayingOf(replayed.draft, drawn),
    households: movedHouseholds(replayed.draft, was, is, points, codeOf),
    issues: await movedIssues(db, county, coded.changes, replayed.draft, codeOf),
    ...(await movedWorkers(
      db,
      county,
      coded.changes,
      replayed.draft,
      into,
      await plannedWorkers(db, county, row.id, codeOf),
    )),
  }
  return { changes: coded.changes, told, into, codeOf, overlapping: overlappingPairs(stood.findings) }
}

/** A change with the area's code in the draft, where it was set apart from one that stood. */
function withDraftCode(change: CodedChange, draftCodes: ReadonlyMap<string, string>): CodedChange {
  const code = draftCodes.get(change.after?.code ?? '')
  return change.after === null || code === undefined ? change : { ...change, after: { ...change.after, code } }
}

/** Whether grids that the plan may change have micro-grids in it. */
function knowsMicroGrids({ grids }: Draft): boolean {
  return [...grids.values()].some((grid) => !grid.locked && grid.microGrids.length > 0)
}

/** The stored micro-grids under grids whose ground is touched, where the plan itself knows none. */
async function laidUnder(
  db: Queryable,
  county: string,
  row: LivingRow,
  ground: { before: Ground; after: Ground },
): Promise<{ before: Ground; after: Ground }> {
  const still = new Set(
    compareGround({ grids: ground.before.grids, microGrids: [] }, { grids: ground.after.grids, microGrids: [] })
      .filter((change) => change.kind === 'renamed')
      .map((change) => change.after!.code),
  )
  const moved = (grids: readonly GroundArea[]) => grids.filter((grid) => !still.has(grid.code))
  const codes = moved(ground.before.grids).map((grid) => grid.code)
  const under = (await microGridsOn(db, county, codes, row.base_date)).map(
    ({ code, name, grid, geom }): GroundArea => ({
      code,
      name,
      parent: grid,
      kind: null,
      polygons: toLatticePolygons(geom.coordinates),
    }),
  )
  const laid = layMicroGrids(moved(ground.after.grids), under)
  const renamed = ground.after.grids.filter((grid) => still.has(grid.code))
  return {
    before: { grids: ground.before.grids, microGrids: under },
    after: { grids: [...laid.grids, ...renamed], microGrids: laid.microGrids },
  }
}

/** The form of micro-grid codes in use, else the usual three digits. */
function digitsOf(microGrids: readonly GroundArea[]): number {
  return microGrids.some(({ code, parent }) => code.startsWith(parent) && code.length - parent.length === 2) ? 2 : 3
}

/** Grids and micro-grids of the plan whose rows are kept. */
function stayingOf(draft: Draft, changes: readonly CodedChange[]): PlanChanges['stay'] {
  const touched = new Set(changes.flatMap((change) => (change.after ? [change.after.code] : [])))
  const unlocked = [...draft.grids.values()].filter((grid) => !grid.locked)
  const micro = unlocked.flatMap((grid) => grid.microGrids)
  return {
    grids: unlocked.filter((grid) => !touched.has(grid.code)).length,
    microGrids: micro.filter((code) => !touched.has(code)).length,
  }
}

/** Open issues in touched ground whose grid has another code afterwards. */
async function movedIssues(
  db: Queryable,
  county: string,
  changes: readonly CodedChange[],
  draft: Draft,
  codeOf: (draftCode: string) => string,
): Promise<PlanChanges['issues']> {
  const issues = await openIssuesIn(
    db,
    county,
    boxOfGround(
      changes.filter((change) => change.level === 'grid').flatMap(({ before, after }) => (after ?? before)!.polygons),
    ),
  )
  const none = new Float64Array(issues.length)
  const places = {
    ...{ households: none, buildings: none, issues: none, compound: none },
    x: issues.map((issue) => issue.x),
    y: issues.map((issue) => issue.y),
  }
  const grids = gridsOfPoints(draft, takeCensus(draft.partition, places), issues.length)
  const moved = issues.filter((issue, i) => grids[i] !== '' && codeOf(grids[i]!) !== issue.grid)
  return { moved: moved.length, open: issues.length }
}

interface PlannedWorker {
  person: string
  title: string
  from: string
  /** Codes as they will be. */
  grids: string[]
}

/** Workers whom the plan itself puts somewhere. */
async function plannedWorkers(
  db: Queryable,
  county: string,
  plan: string,
  codeOf: (draftCode: string) => string,
): Promise<PlannedWorker[]> {
  const rows = await planWorkerRows(db, county, plan)
  if (rows.length === 0) return []
  const posts = new Map((await workerPostRows(db, county, `/${county}/`)).map((post) => [post.person, post]))
  return rows.flatMap(({ person, grids }) => {
    const post = posts.get(person)
    return post ? [{ person, title: post.title, from: post.grid, grids: grids.map(codeOf) }] : []
  })
}

/** Workers of closed grids with the grid they go to, and opened grids that nobody goes to. */
async function movedWorkers(
  db: Queryable,
  county: string,
  changes: readonly CodedChange[],
  draft: Draft,
  into: ReadonlyMap<string, string>,
  planned: readonly PlannedWorker[],
): Promise<Pick<PlanChanges, 'workers' | 'withoutWorker'>> {
  const grids = changes.filter((change) => change.level === 'grid')
  const names = new Map<string, string>()
  for (const grid of draft.grids.values()) names.set(grid.code, grid.name)
  for (const { code, before, after } of grids) {
    if (before) names.set(before.code, before.name)
    if (code !== null) names.set(code, after!.name)
  }
  const named = (code: string) => ({ code, name: names.get(code) ?? code })
  const follow = (await postsAt(db, county, [...into.keys()]))
    .filter(({ person }) => !planned.some((one) => one.person === person))
    .map(({ title, grid }) => ({ title, from: named(grid), to: named(into.get(grid)!) }))
  const placed = planned
    .filter(({ from, grids }) => from !== grids[0])
    .map(({ title, from, grids }) => ({ title, from: named(from), to: named(grids[0]!) }))
  const workers = [...follow, ...placed]
  const cared = new Set([...follow.map(({ to }) => to.code), ...planned.flatMap(({ grids }) => grids)])
  const withoutWorker = grids.flatMap(({ kind, code }) =>
    kind === 'opened' && !cared.has(code!) ? [named(code!)] : [],
  )
  return { workers, withoutWorker }
}

function toldChange(change: CodedChange, into: ReadonlyMap<string, string>): PlanChanges['changes'][number] {
  const { level, kind, before, after, code } = change
  return {
    level,
    kind,
    before: before && { code: before.code, name: before.name },
    after: after && { code: code!, name: after.name },
    draftCode: after && level === 'grid' ? after.code : null,
    into: kind === 'closed' ? (into.get(before!.code) ?? null) : null,
    place: placeOf(after ?? before!),
  }
}

function placeOf({ polygons }: GroundArea): Position {
  const largest = polygons.reduce((one, other) => (doubleArea([other]) > doubleArea([one]) ? other : one))
  const [x, y] = interiorPoint(largest)
  return toPosition(x, y)
}

function overlappingPairs(findings: readonly BuildFinding[]): string[] {
  return findings.flatMap(({ kind, codes }) =>
    kind !== 'overlap'
      ? []
      : codes.flatMap((one) => codes.flatMap((other) => (one < other ? [`${one} ${other}`] : []))),
  )
}
