import type { Post } from '#domain/account/post.ts'
import { toPosition } from '#domain/partition/lattice.ts'
import type { CodedChange } from '#domain/plan-code/code-changes.ts'
import { writeAudit } from '#server/account/audit.ts'
import type { Queryable } from '#server/db.types.ts'
import { HttpProblem } from '#server/http.ts'
import { inTurn } from '#server/in-turn.ts'
import { tellFeed } from '#server/issue/write.query.ts'
import type { HeldPlan } from '#server/plan/draft-store.ts'
import { placePlanned } from '#server/workers/place-planned.ts'
import { moveCare } from '#server/workers/worker.query.ts'
import { auditGround } from './audit-ground.ts'
import { boxOfGround } from './box-of-ground.ts'
import { beginPlacing, holdIssues } from './move-issues.query.ts'
import { moveIssues } from './move-issues.ts'
import { announcePlanLife, type LivingRow, livingRow, writeAct } from './plan-life.query.ts'
import { changedSince } from './publication.query.ts'
import { publicationOf } from './publication.ts'
import {
  announceGround,
  closeRows,
  keepBase,
  lockGround,
  movePosts,
  openRows,
  placeBuildings,
  supersededBy,
} from './write-ground.query.ts'

/** A plan of a whole county may wait for others, and moves every open issue. */
export const PUBLISH_SECONDS = 600

/**
 * Publishes a plan on a day, within the transaction that holds its row: rows of grids and micro-grids that change are
 * closed and opened, buildings, workers and open issues follow their ground (closed ones afterwards), older publications
 * of the same ground end, and the feed is told last. `by` null: the server itself, on the day. `held`: the plan as the
 * server holds it, taken where nothing changed since. Throws HttpProblem 409 `broken-steps`, `ground-changed`,
 * `codes-used-up`, `ground-left-out` or `audit-failed`, and nothing of it has happened.
 */
export async function publishPlan(
  transaction: Queryable,
  county: string,
  row: LivingRow,
  { day, at, by, held }: { day: string; at: Date; by: Post | null; held: HeldPlan | null },
): Promise<void> {
  await lockGround(transaction, county)
  const { changes, told, into, codeOf, overlapping } = await publicationOf(inTurn(transaction), county, row, at, held)
  await refuseChangedGround(transaction, county, changes, row.base_date)
  await closeRows(transaction, county, changes, day)
  await openRows(transaction, county, changes, day, row.id)
  await auditGround(transaction, county, changes, overlapping, row.from !== 'today')
  const moving = changes.filter(movesGround)
  await placeBuildings(
    transaction,
    county,
    codesOf(moving, 'micro-grid', 'before'),
    codesOf(moving, 'micro-grid', 'after'),
  )
  for (const moved of await movePosts(transaction, county, into)) {
    const { person, path, from, to } = moved
    const unit = { before: { unit: from }, after: { unit: to, plan: row.id } }
    await writeAudit(transaction, { county, at, by, action: 'post.regrid', subject: person, path, ...unit })
  }
  await moveCare(transaction, county, into)
  await placePlanned(transaction, county, row.id, codeOf, { at, by })
  await keepBase(transaction, county, row.id, day)
  await endOlder(transaction, county, row, at)
  await holdIssues(transaction)
  const ground = { before: gridsOf(changes, 'before'), after: gridsOf(changes, 'after') }
  const issues = await moveIssues(transaction, county, { ...ground, at: at.getTime(), plan: row.name })
  await beginPlacing(transaction, county, row.id, ground.before, at)
  await writeAct(transaction, county, row.id, {
    ...{ act: 'begin', to: 'published', at, person: null, actor: '', role: 'clock', version: row.version, day },
    changes: { ...told, issues: { ...told.issues, moved: issues.length } },
  })
  const after = { state: 'published', day, grids: told.changes.length, issues: issues.length }
  await writeAudit(transaction, { county, at, by, action: 'plan.begin', subject: row.id, path: row.path, after })
  if (issues.length > 0) await tellFeed(transaction, county, issues)
  await announceGround(
    transaction,
    county,
    boxOfGround(changes.flatMap(({ before, after }) => [...(before?.polygons ?? []), ...(after?.polygons ?? [])])),
  )
}

/** Refuses a plan whose grids another publication or an import changed after the day it stands on. */
async function refuseChangedGround(
  transaction: Queryable,
  county: string,
  changes: readonly CodedChange[],
  baseDate: string,
): Promise<void> {
  const codes = { grids: codesOf(changes, 'grid', 'before'), microGrids: codesOf(changes, 'micro-grid', 'before') }
  const stale = await changedSince(transaction, county, codes, baseDate)
  if (stale.length === 0) return
  const [x, y] = placeOf(changes.find((change) => change.before?.code === stale[0])!)
  throw new HttpProblem(
    409,
    'ground-changed',
    `${stale.length} of its grids were changed after ${baseDate}, first ${stale[0]} at ${x}, ${y}: draw the plan anew on the grids of today.`,
  )
}

async function endOlder(transaction: Queryable, county: string, row: LivingRow, at: Date): Promise<void> {
  for (const id of await supersededBy(transaction, county, row.id)) {
    const old = await livingRow(transaction, county, id, 'lock')
    if (old?.state !== 'published') continue
    await writeAct(transaction, county, id, {
      ...{ act: 'supersede', to: 'superseded', at, person: null, actor: '', role: 'clock' },
      ...{ version: old.version, day: old.day, reason: row.name },
    })
    const after = { state: 'superseded', by: row.id }
    await writeAudit(transaction, {
      county,
      at,
      by: null,
      action: 'plan.supersede',
      subject: id,
      path: old.path,
      after,
    })
    await announcePlanLife(transaction, county, id)
  }
}

/** Whether what lies in an area may lie in another one afterwards, or in one of another code. */
function movesGround({ kind, before, code }: CodedChange): boolean {
  return !((kind === 'border' || kind === 'renamed') && before?.code === code)
}

/** Codes of the rows that are closed, or of those that are opened. */
function codesOf(changes: readonly CodedChange[], level: CodedChange['level'], when: 'before' | 'after'): string[] {
  return changes.flatMap((change) => {
    const code = when === 'before' ? change.before?.code : change.code
    return change.level === level && code !== undefined && code !== null ? [code] : []
  })
}

/** Codes of the grids whose own ground or whose micro-grids are touched. */
function gridsOf(changes: readonly CodedChange[], when: 'before' | 'after'): string[] {
  const codes = changes.flatMap((change) => {
    if (change.level === 'grid') return (when === 'before' ? change.before?.code : change.code) ?? []
    return (when === 'before' ? change.before?.parent : change.parent) ?? []
  })
  return [...new Set(codes)]
}

function placeOf({ before, after }: CodedChange): [number, number] {
  const [ring] = (before ?? after)!.polygons[0]!
  return toPosition(ring![0]!, ring![1]!)
}
