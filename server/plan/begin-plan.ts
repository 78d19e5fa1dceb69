import { type PlanBeginning, type PlanGround, type PlanOperation, planLimits } from '#domain/contract/plan.ts'
import { type Draft, replay } from '#domain/partition/draft.ts'
import { draftOfBase } from '#domain/partition/draft-of-base.ts'
import { emptyGround } from '#domain/plan-ground/empty-ground.ts'
import { type LaidGround, layGround } from '#domain/plan-ground/lay-ground.ts'
import { scopeOfAll } from '#server/account/scope-of.ts'
import type { Context } from '#server/context.ts'
import { HttpProblem, notFound } from '#server/http.ts'
import { inTurn } from '#server/in-turn.ts'
import { newId } from '#server/new-id.ts'
import { boxOfBase } from './box-of-base.ts'
import { draftStoreOf, type KnownBase } from './draft-store.ts'
import { askCounty, readPlanBase } from './plan-base.ts'
import { communitiesIn, copyGround, insertGround, standingMicroGrids, usedCodes } from './plan-ground.query.ts'
import { planRow } from './plan-row.query.ts'
import { announcePlan, insertPlan, removeEmptyDrafts, replaceOperations } from './plan-write.query.ts'
import { checkSize, refusedOperation } from './refuse-operations.ts'

export interface NewPlan {
  name: string
  /** Code of a community, a street or the county. */
  scope: string
  /** 'YYYY-MM-DD'. */
  baseDate: string
  /** The grids of the base date, each community as one grid, given ground, or the ground another plan begins from. */
  from: 'today' | 'empty' | { ground: PlanGround } | { plan: string }
  operations: readonly PlanOperation[]
}

/**
 * Begins a draft and answers its id. Throws HttpProblem: 404 for an unknown county, area or plan, 409 `too-many-plans`,
 * 422 with the kernel's reason for operations that do not stand and for ground that no plan can begin from.
 */
export async function beginPlan(context: Context, county: string, given: NewPlan): Promise<string> {
  const { db, now } = context
  await askCounty(db, county, now())
  const known = await draftStoreOf(context).baseOf(county, given.scope, given.baseDate, 'body.scope')
  const begun = await groundOfNew(context, county, given, known)
  checkSize(given.operations)
  const id = newId()
  if (begun.kind === 'today') refuseBroken(known.drafted.draft, given.operations)
  await removeEmptyDrafts(db, county, new Date(now().getTime() - 86_400_000))
  await db.transaction(async (transaction) => {
    const { name, scope, baseDate, operations } = given
    const most = planLimits.plans
    const row = { county, id, name, scope, baseDate, from: begun.kind, now: now(), most }
    if (!(await insertPlan(transaction, row)))
      throw new HttpProblem(409, 'too-many-plans', `County ${county} has ${most} plans; remove one first.`)
    if (begun.ground) await insertGround(transaction, county, id, begun.ground)
    if (begun.plan) await copyGround(transaction, county, begun.plan, id)
    if (begun.kind !== 'today' && operations.length > 0) {
      const base = await readPlanBase(inTurn(transaction), county, scope, baseDate, now(), 'body.scope', id)
      refuseBroken(draftOfBase(base).draft, operations)
    }
    await replaceOperations(transaction, county, id, 0, operations, now())
    await announcePlan(transaction, county, id, 0, boxOfBase(known.base))
  })
  return id
}

interface Begun {
  kind: PlanBeginning
  ground: LaidGround | null
  /** The plan whose ground it takes over. */
  plan: string | null
}

async function groundOfNew({ db }: Context, county: string, given: NewPlan, known: KnownBase): Promise<Begun> {
  const { from, scope, baseDate } = given
  if (from === 'today') return { kind: 'today', ground: null, plan: null }
  if (typeof from === 'object' && 'plan' in from) {
    const other = await planRow(db.within(scopeOfAll(county)), county, from.plan)
    if (!other || other.scope !== scope)
      throw notFound(`County ${county} has no plan ${from.plan} about ${scope}.`, 'unknown-plan', 'body.from.plan')
    return { kind: other.from, ground: null, plan: other.from === 'today' ? null : other.id }
  }
  const communities = await communitiesIn(db, county, known.base.scope.level === 'county' ? null : scope)
  const ground = from === 'empty' ? emptyGround(known.drafted.draft, communities) : from.ground
  if (ground.grids.length === 0)
    throw new HttpProblem(422, 'no-ground', `Nobody knows the ground of ${scope}: no grid stands in it.`, 'body.from')
  const { grids } = known.base
  const codes = new Set(grids.filter((grid) => !grid.locked).map((grid) => grid.code))
  const microGrids = await standingMicroGrids(db, county, baseDate)
  const laid = layGround(ground, {
    communities: new Set(communities.map((community) => community.code)),
    standing: new Map([
      ...grids.filter((grid) => !grid.locked).map((grid): [string, string] => [grid.code, grid.community]),
      ...microGrids.filter((micro) => codes.has(micro.grid)).map((micro): [string, string] => [micro.code, micro.grid]),
    ]),
    used: await usedCodes(db, county),
    locked: grids.filter((grid) => grid.locked),
  })
  if (laid.ok) return { kind: from === 'empty' ? 'empty' : 'ground', ground: laid.ground, plan: null }
  const { reason, names, at } = laid
  const place = at === null ? '' : ` at ${at[0]}, ${at[1]}`
  const words = `${names.join(', ')}: ${reason.replaceAll('-', ' ')}${place}.`
  throw new HttpProblem(422, reason, words, 'body.from.ground')
}

function refuseBroken(draft: Draft, operations: readonly PlanOperation[]): void {
  const replayed = replay(draft, operations)
  if (!replayed.ok) throw refusedOperation(replayed, 0)
}
