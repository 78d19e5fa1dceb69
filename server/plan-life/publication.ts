import type { Position } from '#domain/contract/common.ts'
import type { PlanChanges } from '#domain/contract/plan-life.ts'
import type { BuildFinding } from '#domain/partition/build-partition.ts'
import { type Census, type CountedPoints, takeCensus } from '#domain/partition/census.ts'
import { type Draft, replay } from '#domain/partition/draft.ts'
import { draftOfBase } from '#domain/partition/draft-of-base.ts'
import { interiorPoint } from '#domain/partition/interior-point.ts'
import { toPosition } from '#domain/partition/lattice.ts'
import { doubleArea, polygonsOf } from '#domain/partition/polygon.ts'
import { type CodedChange, codeChanges } from '#domain/plan-code/code-changes.ts'
import { compareGround } from '#domain/plan-code/compare-ground.ts'
import type { GroundArea } from '#domain/plan-code/ground.ts'
import { layMicroGrids, toLatticePolygons } from '#domain/plan-code/lay-micro-grids.ts'
import type { Queryable } from '#server/db.types.ts'
import { HttpProblem } from '#server/http.ts'
import { readPlanBase } from '#server/plan/plan-base.ts'
import { planRow } from '#server/plan/plan-row.query.ts'
import type { LivingRow } from './plan-life.query.ts'
import { microGridsOn, openIssuesIn, postsAt, usedCodes } from './publication.query.ts'

/** What a publication will write, and what it means to people. */
export interface Publication {
  changes: readonly CodedChange[]
  told: PlanChanges
  /** For each closed grid, the code of the one that takes most of it. */
  into: ReadonlyMap<string, string>
  /** Pairs of codes whose stored ground overlapped before the plan: not the plan's doing. */
  overlapping: readonly string[]
}

/**
 * Works out what publishing a plan changes, from what the database holds: the same for the preview and for the
 * publication itself. Throws HttpProblem 409 `broken-steps` or `codes-used-up`.
 */
export async function publicationOf(db: Queryable, county: string, row: LivingRow, now: Date): Promise<Publication> {
  const operations = (await planRow(db, county, row.id))?.operations ?? []
  const base = await readPlanBase(db, county, row.scope, row.base_date, now)
  const drafted = draftOfBase(base)
  const replayed = replay(drafted.draft, operations)
  if (!replayed.ok)
    throw new HttpProblem(
      409,
      'broken-steps',
      `Operation ${replayed.index + 1} of plan ${row.id} does not stand on the grids of ${row.base_date}: ${replayed.reason}.`,
    )
  const before = gridsOf(drafted.draft)
  const after = gridsOf(replayed.draft)
  const touched = compareGround({ grids: before, microGrids: [] }, { grids: after, microGrids: [] })
  const moved = touched.filter((change) => change.kind !== 'renamed')
  const old = moved.flatMap((change) => (change.before ? [change.before] : []))
  const microGrids = await microGridsOn(
    db,
    county,
    old.map((grid) => grid.code),
    row.base_date,
  )
  const under = microGrids.map(
    ({ code, name, grid, geom }): GroundArea => ({
      code,
      name,
      parent: grid,
      kind: null,
      polygons: toLatticePolygons(geom.coordinates),
    }),
  )
  const laid = layMicroGrids(
    moved.flatMap((change) => (change.after ? [change.after] : [])),
    under,
  )
  const renamed = touched.filter((change) => change.kind === 'renamed')
  const grids = {
    before: [...old, ...renamed.map((change) => change.before!)],
    after: [...laid.grids, ...renamed.map((change) => change.after!)],
  }
  const coded = codeChanges(
    { grids: grids.before, microGrids: under },
    { grids: grids.after, microGrids: laid.microGrids },
    { used: await usedCodes(db, county), microGridDigits: digitsOf(microGrids) },
  )
  if (!coded.ok)
    throw new HttpProblem(
      409,
      'codes-used-up',
      `Under ${coded.parent} all numbers up to ${coded.most} have been given; no code is given twice.`,
    )
  const codeOf = (draftCode: string | undefined) =>
    draftCode === undefined ? '' : (coded.codes.get(draftCode) ?? draftCode)
  const census = takeCensus(replayed.draft.partition, base.points)
  const into = takersOf(coded.changes, drafted.census, census, base.points, codeOf)
  const told = {
    changes: coded.changes.map((change) => toldChange(change, into)),
    stay: {
      grids:
        after.filter((grid) => !replayed.draft.grids.get(grid.code)!.locked).length - standing(coded.changes, 'grid'),
      microGrids: under.length - standing(coded.changes, 'micro-grid'),
    },
    households: movedHouseholds(drafted.census, census, base.points, replayed.draft, codeOf),
    ...(await movedPeople(db, county, coded.changes, replayed.draft, into, codeOf)),
  }
  return { changes: coded.changes, told, into, overlapping: overlappingPairs(drafted.findings) }
}

/** Grids of a draft with their ground. */
function gridsOf(draft: Draft): GroundArea[] {
  return [...draft.grids.values()].map(({ code, name, community, kind }) => ({
    code,
    name,
    parent: community,
    kind,
    polygons: polygonsOf(draft.partition, code),
  }))
}

/** The form of micro-grid codes in use, else the usual three digits. */
function digitsOf(microGrids: readonly { code: string; grid: string }[]): number {
  const short = microGrids.some(({ code, grid }) => code.startsWith(grid) && code.length - grid.length === 2)
  return short ? 2 : 3
}

/** Areas of `before` that stand in a changed row afterwards, or no more. */
function standing(changes: readonly CodedChange[], level: CodedChange['level']): number {
  return changes.filter((change) => change.level === level && (level === 'grid' ? change.after : change.before)).length
}

/** For each closed grid the final code of the grid that takes most of its households, else of its buildings. */
function takersOf(
  changes: readonly CodedChange[],
  before: Census,
  after: Census,
  points: CountedPoints,
  codeOf: (draftCode: string) => string,
): Map<string, string> {
  const home = homes(after)
  const takers = new Map<string, string>()
  for (const { level, kind, before: gone } of changes) {
    if (level !== 'grid' || kind !== 'closed') continue
    const weights = new Map<string, number>()
    for (const i of before.of.get(gone!.code) ?? []) {
      const taker = home.get(i)
      if (taker !== undefined)
        weights.set(taker, (weights.get(taker) ?? 0) + points.households[i]! + points.buildings[i]! / 1_000)
    }
    const [best] = [...weights].sort((a, b) => b[1] - a[1])
    if (best) takers.set(gone!.code, codeOf(best[0]))
  }
  return takers
}

function homes(census: Census): Map<number, string> {
  const home = new Map<number, string>()
  for (const [code, list] of census.of) for (const i of list) home.set(i, code)
  return home
}

function movedHouseholds(
  before: Census,
  after: Census,
  points: CountedPoints,
  draft: Draft,
  codeOf: (draftCode: string) => string,
): PlanChanges['households'] {
  const home = homes(before)
  const counted = { moved: 0, all: 0 }
  for (const [code, list] of after.of) {
    if (draft.grids.get(code)?.locked !== false) continue
    for (const i of list) {
      counted.all += points.households[i]!
      if (home.get(i) !== codeOf(code)) counted.moved += points.households[i]!
    }
  }
  return counted
}

/** Open issues and workers whose grid has another code afterwards. */
async function movedPeople(
  db: Queryable,
  county: string,
  changes: readonly CodedChange[],
  draft: Draft,
  into: ReadonlyMap<string, string>,
  codeOf: (draftCode: string) => string,
): Promise<Pick<PlanChanges, 'issues' | 'workers' | 'withoutWorker'>> {
  const grids = changes.filter((change) => change.level === 'grid')
  const issues = await openIssuesIn(db, county, boxOf(grids))
  const none = new Float64Array(issues.length)
  const places = { households: none, buildings: none, issues: none, compound: none }
  const found = takeCensus(draft.partition, {
    ...places,
    x: issues.map((issue) => issue.x),
    y: issues.map((issue) => issue.y),
  })
  let moved = 0
  for (const [code, list] of found.of) for (const i of list) if (issues[i]!.grid !== codeOf(code)) moved++
  const names = new Map(grids.flatMap(({ code, after }) => (code === null ? [] : [[code, after!.name] as const])))
  for (const grid of draft.grids.values()) if (!names.has(grid.code)) names.set(grid.code, grid.name)
  const closed = new Map(grids.flatMap(({ kind, before }) => (kind === 'closed' ? [[before!.code, before!.name]] : [])))
  const workers = (await postsAt(db, county, [...closed.keys()])).flatMap(({ title, grid }) => {
    const to = into.get(grid)
    return to === undefined
      ? []
      : [{ title, from: { code: grid, name: closed.get(grid)! }, to: { code: to, name: names.get(to) ?? to } }]
  })
  return {
    issues: { moved, open: issues.length },
    workers,
    withoutWorker: grids.flatMap(({ kind, code, after }) =>
      kind === 'opened' && !workers.some((worker) => worker.to.code === code)
        ? [{ code: code!, name: after!.name }]
        : [],
    ),
  }
}

function boxOf(changes: readonly CodedChange[]): [number, number, number, number] {
  const box: [number, number, number, number] = [180, 90, -180, -90]
  for (const { before, after } of changes)
    for (const ring of (after ?? before)!.polygons.flat())
      for (let i = 0; i < ring.length; i += 2) {
        const [x, y] = toPosition(ring[i]!, ring[i + 1]!)
        box[0] = Math.min(box[0], x)
        box[1] = Math.min(box[1], y)
        box[2] = Math.max(box[2], x)
        box[3] = Math.max(box[3], y)
      }
  return box[0] > box[2] ? [0, 0, 0, 0] : box
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
