import { LRUCache } from 'lru-cache'
import { packIntegers } from '#domain/contract/packed.ts'
import type { PlanBase, PlanOperation } from '#domain/contract/plan.ts'
import { applyOperation, type Draft } from '#domain/partition/draft.ts'
import { type DraftBase, draftOfBase } from '#domain/partition/draft-of-base.ts'
import { packBase } from '#domain/partition/pack-base.ts'
import type { Refusal } from '#domain/partition/partition.types.ts'
import { commonSteps } from '#domain/partition/same-operation.ts'
import type { Context } from '#server/context.ts'
import { readPlanBase, type StoredBase } from './plan-base.ts'
import type { PlanRow, PlanWithOperations } from './plan-row.query.ts'

/** A base as it is stored, and as the kernel sees it. */
export interface KnownBase {
  base: StoredBase
  drafted: DraftBase
  /** As it is sent, packed once. */
  sent(tellElderly: boolean): PlanBase
}

/** A plan as the server holds it: what stood on its day, what its steps stand on, and what they made. */
export interface HeldPlan {
  version: number
  baseDate: string
  stood: KnownBase
  base: KnownBase
  replayed: Replayed
}

export type Replayed = { ok: true; draft: Draft } | (Refusal & { index: number; draft: Draft })

/** Bases kept in memory; issues age, so no base is kept for long. */
const KEPT_BASES = 6
const KEPT_MILLISECONDS = 300_000
const KEPT_DRAFTS = 24

const stores = new WeakMap<Context, ReturnType<typeof createDraftStore>>()

/** The one store of a server. */
export function draftStoreOf(context: Context): ReturnType<typeof createDraftStore> {
  const known = stores.get(context) ?? createDraftStore(context)
  stores.set(context, known)
  return known
}

/** Bases and replayed drafts, made once while they are wanted; dropped when a layer of their county is imported anew. */
function createDraftStore({ db, feed, now }: Context) {
  const bases = new LRUCache<string, Promise<KnownBase>>({ max: KEPT_BASES, ttl: KEPT_MILLISECONDS })
  const drafts = new LRUCache<string, { operations: readonly PlanOperation[]; draft: Draft; from: DraftBase }>({
    max: KEPT_DRAFTS,
  })

  feed.subscribe((changes) => {
    for (const { kind, county } of changes)
      if (kind === 'layer') for (const key of bases.keys()) if (key.startsWith(`${county} `)) bases.delete(key)
  })

  /**
   * The base of a scope on a day, or what a plan with ground of its own (`plan`) stands on; refused as an HttpProblem when
   * there is no such county or area.
   */
  async function baseOf(
    county: string,
    scope: string,
    asOf: string,
    scopePath?: string,
    plan: string | null = null,
  ): Promise<KnownBase> {
    const key = `${county} ${scope} ${asOf} ${plan ?? ''}`
    const known = bases.get(key)
    if (known) return known
    const reading = readPlanBase(db, county, scope, asOf, now(), scopePath, plan).then((base) => knownBase(base))
    bases.set(key, reading)
    reading.catch(() => bases.delete(key))
    return reading
  }

  /** What the operations of a plan stand on. */
  function baseOfPlan(county: string, row: Pick<PlanRow, 'id' | 'scope' | 'base_date' | 'from'>): Promise<KnownBase> {
    return baseOf(county, row.scope, row.base_date, undefined, row.from === 'today' ? null : row.id)
  }

  /** A plan with its steps replayed: what was held already is not read or replayed again. */
  async function held(county: string, row: PlanWithOperations): Promise<HeldPlan> {
    const stood = await baseOf(county, row.scope, row.base_date)
    const base = await baseOfPlan(county, row)
    const { version, base_date: baseDate } = row
    return { version, baseDate, stood, base, replayed: replayed(row.id, base, row.operations) }
  }

  /** Replays operations on a base; a plan that only grew is carried on from where it was. */
  function replayed(plan: string, { drafted }: KnownBase, operations: readonly PlanOperation[]): Replayed {
    const known = drafts.get(plan)
    const carry =
      known && known.from === drafted && commonSteps(known.operations, operations) === known.operations.length
    let draft = carry ? known.draft : drafted.draft
    for (let index = carry ? known.operations.length : 0; index < operations.length; index++) {
      const applied = applyOperation(draft, operations[index]!)
      if (!applied.ok) return { ...applied, index, draft }
      draft = applied.draft
    }
    drafts.set(plan, { operations, draft, from: drafted })
    return { ok: true, draft }
  }

  return { baseOf, baseOfPlan, held, replayed }
}

function knownBase(base: StoredBase): KnownBase {
  const drafted = draftOfBase(base)
  const { county, scope, asOf, begins, norm, microGridNorm, rules, communities, compounds } = base
  let quiet: PlanBase | undefined
  return {
    base,
    drafted,
    sent(tellElderly) {
      quiet ??= {
        county,
        scope: { code: scope.code, name: scope.name, level: scope.level },
        asOf,
        begins,
        norm,
        microGridNorm,
        rules,
        communities,
        compounds,
        ...packBase(drafted),
      }
      if (!tellElderly) return quiet
      return { ...quiet, points: { ...quiet.points, elderly: packIntegers(base.points.elderly) } }
    },
  }
}
