import { covers } from '#domain/account/covers.ts'
import {
  type PlanActKind,
  type PlanActor,
  type PlanGuard,
  type PlanState,
  planLifecycle,
  planTransitionOf,
} from './lifecycle.ts'

/** What a guard may know of a plan. */
export interface LivingPlan {
  state: PlanState
  /** Delimited path of the area it is about, `/370699/370699001/`. */
  path: string
  level: 'county' | 'street' | 'community'
  /** Number of operations; ground of its own that it begins from counts as one. */
  steps: number
  /** Whether an operation no longer stands on the grids of its day. */
  broken: boolean
  /** Findings of rules that the county lets block a plan, brought by the plan. */
  blocking: number
  /** Person who submitted it last; null where nobody did. */
  submittedBy: string | null
  /** Comments nobody has settled. */
  openComments: number
}

/** Who acts; `path` is the delimited path of the post's scope. */
export interface ActingPost {
  role: PlanActor
  person: string
  path: string
}

/** Days 'YYYY-MM-DD' where the county lies. */
export interface ActDays {
  today: string
  /** The day a publication names; null while none is named: what depends on it is judged later. */
  day: string | null
}

/**
 * Why an act cannot happen. `not-now`: the plan stands elsewhere; `begun`: it holds already and cannot be taken back;
 * `sign-in-needed`: nobody is known to ask.
 */
export type PlanActRefusal = 'not-now' | 'begun' | 'sign-in-needed' | 'not-your-role' | PlanGuard

/** A publication may be set this far ahead, days. */
export const FARTHEST_DAYS = 731

/** Why this post may not do this to a plan now; null when it may. `post` null: nobody signed in. */
export function refusePlanAct(
  plan: LivingPlan,
  act: PlanActKind,
  post: ActingPost | null,
  days: ActDays,
): PlanActRefusal | null {
  const transition = planTransitionOf(act, plan.state)
  if (transition === undefined)
    return act === 'withdraw' && (plan.state === 'published' || plan.state === 'superseded') ? 'begun' : 'not-now'
  if (post === null) return 'sign-in-needed'
  if (!transition.roles.includes(post.role)) return 'not-your-role'
  return transition.guards.find((guard) => !guards[guard]({ plan, post, days })) ?? null
}

/** What a post may do with a plan and what not, with the reason: one answer for each act that people do. */
export function planOffers(
  plan: LivingPlan,
  post: ActingPost | null,
  days: ActDays,
): { act: PlanActKind; refused: PlanActRefusal | null }[] {
  const acts = new Set(planLifecycle.filter((one) => one.roles.some((role) => role !== 'clock')).map((one) => one.act))
  return [...acts].map((act) => ({ act, refused: refusePlanAct(plan, act, post, days) }))
}

interface Asked {
  plan: LivingPlan
  post: ActingPost
  days: ActDays
}

const guards: Record<PlanGuard, (asked: Asked) => boolean> = {
  'outside-scope': ({ plan, post }) => covers(post.path, plan.path),
  // a street decides about its communities; about itself the district does
  'above-your-level': ({ plan, post }) => post.role !== 'street' || plan.level === 'community',
  'no-steps': ({ plan }) => plan.steps > 0,
  'broken-steps': ({ plan }) => !plan.broken,
  'rules-broken': ({ plan }) => plan.blocking === 0,
  'own-submission': ({ plan, post }) => plan.submittedBy !== post.person,
  'comments-open': ({ plan }) => plan.openComments === 0,
  'day-past': ({ days }) => days.day === null || days.day >= days.today,
  'day-too-far': ({ days }) => days.day === null || daysBetween(days.today, days.day) <= FARTHEST_DAYS,
}

function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000
}
