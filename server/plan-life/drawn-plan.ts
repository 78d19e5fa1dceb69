import { replay } from '#domain/partition/draft.ts'
import { type DraftBase, draftOfBase } from '#domain/partition/draft-of-base.ts'
import type { Queryable } from '#server/db.types.ts'
import type { HeldPlan, Replayed } from '#server/plan/draft-store.ts'
import { groundMark } from '#server/plan/plan-base.query.ts'
import { readPlanBase, type StoredBase } from '#server/plan/plan-base.ts'
import { keptCodes } from '#server/plan/plan-ground.query.ts'
import { planRow } from '#server/plan/plan-row.query.ts'
import type { LivingRow } from './plan-life.query.ts'

interface DrawnPlan {
  /** What the plan begins from, as it is stored. */
  base: StoredBase
  stood: DraftBase
  drafted: DraftBase
  replayed: Replayed
}

/**
 * What stood on the day of a plan, what the plan begins from (the same unless it has ground of its own), and what it draws:
 * as the server holds it, or read and replayed where a step or the ground came to be another since. `kept`: codes in ground
 * of its own that mean areas that stand.
 */
export async function drawnPlan(
  db: Queryable,
  county: string,
  row: LivingRow,
  now: Date,
  held: HeldPlan | null,
): Promise<DrawnPlan & { kept: ReadonlySet<string> | null }> {
  const drawn = (await stillHolds(db, county, row, held)) ?? (await readDrawn(db, county, row, now))
  if (row.from === 'today') return { ...drawn, kept: null }
  const kept = await keptCodes(db, county, row.id)
  const { grids, microGrids } = drawn.base
  const locked = new Set(grids.filter((grid) => grid.locked).map((grid) => grid.code))
  for (const code of locked) kept.add(code)
  for (const micro of microGrids) if (locked.has(micro.grid)) kept.add(micro.code)
  return { ...drawn, kept }
}

/** What the server holds of a plan; null where a step or its ground came to be another since. */
async function stillHolds(
  db: Queryable,
  county: string,
  row: LivingRow,
  held: HeldPlan | null,
): Promise<DrawnPlan | null> {
  if (held === null || held.version !== row.version || held.baseDate !== row.base_date) return null
  const mark = await groundMark(db, county)
  const { stood, base, replayed } = held
  if (stood.base.mark !== mark || base.base.mark !== mark) return null
  return { base: base.base, stood: stood.drafted, drafted: base.drafted, replayed }
}

async function readDrawn(db: Queryable, county: string, row: LivingRow, now: Date): Promise<DrawnPlan> {
  const standing = await readPlanBase(db, county, row.scope, row.base_date, now)
  const stood = draftOfBase(standing)
  const own =
    row.from === 'today' ? null : await readPlanBase(db, county, row.scope, row.base_date, now, undefined, row.id)
  const drafted = own === null ? stood : draftOfBase(own)
  const operations = (await planRow(db, county, row.id))?.operations ?? []
  return { base: own ?? standing, stood, drafted, replayed: replay(drafted.draft, operations) }
}
